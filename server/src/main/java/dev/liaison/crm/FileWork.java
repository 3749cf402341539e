package dev.liaison.crm;

import dev.liaison.crm.export.Exports;
import dev.liaison.crm.imports.Imports;
import dev.liaison.crm.table.TableFiles;
import java.util.concurrent.Executor;

/// The work on files, which goes on in the background.
public record FileWork(Exports exports, Imports imports) {

  /// @param background runs the work, on threads of its own
  public static FileWork over(Store store, Crm crm, TableFiles tables, Executor background) {
    var exports = new Exports(store, crm, tables, background);
    var imports = new Imports(store, crm, tables, background);
    return new FileWork(exports, imports);
  }
}
