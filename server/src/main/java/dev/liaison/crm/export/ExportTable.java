package dev.liaison.crm.export;

import dev.liaison.crm.Page;
import java.util.List;

/// What an export's file holds. Used by one thread.
interface ExportTable {

  List<String> head();

  /// The rows that follow those given before.
  Page<List<String>> next();
}
