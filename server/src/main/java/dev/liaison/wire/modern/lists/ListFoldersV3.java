package dev.liaison.wire.modern.lists;

import dev.liaison.crm.Crm;
import dev.liaison.crm.list.ListFolders;
import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import dev.liaison.http.Request;
import dev.liaison.http.Response;
import dev.liaison.wire.json.Fields;
import dev.liaison.wire.modern.RecordIds;
import java.util.Optional;

/// The folders of lists (modern-api.md 3.8). Safe for concurrent use.
final class ListFoldersV3 {

  private final Crm crm;

  ListFoldersV3(Crm crm) {
    this.crm = crm;
  }

  Response get(Request request) {
    Optional<String> id = request.query().first("folderId");
    return folder(
        request,
        crm.listFolders()
            .tree(
                request.caller(), id.isPresent() ? RecordIds.ofPath(id.get()) : ListFolders.ROOT));
  }

  Response create(Request request) {
    Fields body = Fields.ofBody(request.body());
    body.require("name");
    Optional<String> parent = body.text("parentFolderId");
    return folder(
        request,
        crm.listFolders()
            .create(
                request.caller(),
                parent.isPresent() ? id(body, "parentFolderId") : ListFolders.ROOT,
                body.text("name").orElseThrow()));
  }

  Response delete(Request request) {
    crm.listFolders().delete(request.caller(), folderId(request));
    return Response.noContent();
  }

  Response rename(Request request) {
    String name = ListsV3.required(request.query(), "newFolderName");
    return folder(request, crm.listFolders().rename(request.caller(), folderId(request), name));
  }

  Response move(Request request) {
    long parent = RecordIds.ofPath(request.parameter("parent"));
    return folder(request, crm.listFolders().move(request.caller(), folderId(request), parent));
  }

  Response moveList(Request request) {
    Fields body = Fields.ofBody(request.body());
    body.require("listId", "newFolderId");
    crm.lists().move(request.caller(), id(body, "listId"), id(body, "newFolderId"));
    return Response.noContent();
  }

  private static long folderId(Request request) {
    return RecordIds.ofPath(request.parameter("folderId"));
  }

  private static long id(Fields body, String name) {
    String text = body.text(name).orElseThrow();
    return RecordIds.parse(text)
        .orElseThrow(
            () ->
                new RefusalException(
                    new Refusal.InvalidValue(body.path(name), "'" + text + "' is not a valid id")));
  }

  private Response folder(Request request, ListFolders.Tree tree) {
    var lists = new ListJson(new ListFilterJson(crm.catalogue(request.caller()).types()));
    return ListsV3.object(
        json -> {
          json.writeName("folder");
          lists.folder(json, tree);
        });
  }
}
