package dev.liaison.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {

  private static Multipart read(String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return Multipart.of(
        new Request(
            "POST",
            "/x",
            Query.parse(""),
            name -> name.equalsIgnoreCase("Content-Type") ? type : null,
            () -> bytes));
  }

  private static String text(Multipart.Part part) {
    return new String(part.content(), StandardCharsets.UTF_8);
  }

  @Test
  void partsHaveNamesAndContents() {
    Multipart form =
        read(
            "multipart/form-data; charset=utf-8; boundary=\"a b\"",
            "preamble\r\n--a b\r\nContent-Disposition: form-data; name=\"one\"\r\n\r\n1\r\n--a\r\n"
                + "--a b\r\ncontent-disposition: form-data; filename=\"ü \\\"x\\\".csv\"; name=two"
                + "\r\nContent-Type: text/csv\r\n\r\n\r\n--a b--\r\n");
    assertEquals(2, form.parts().size());
    assertEquals("1\r\n--a", text(form.named("one").getFirst()));
    assertEquals(Optional.empty(), form.named("one").getFirst().fileName());
    assertEquals(Optional.of("ü \"x\".csv"), form.named("two").getFirst().fileName());
    assertEquals("", text(form.named("two").getFirst()));
    assertEquals(List.of(), form.named("three"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--b",
        "--b\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"one\"",
        "--b\r\nContent-Disposition: form-data; name=\"one\"\r\n\r\n1",
        "--b\r\nContent-Disposition: form-data; name=\"one\"\r\n\r\n1\r\n--b\r\n",
        "x--c--"
      })
  void aBrokenBodyIsRefused(String body) {
    assertThrows(RefusalException.class, () -> read("multipart/form-data; boundary=b", body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "application/json", "multipart/form-data", "multipart/mixed; boundary=b"})
  void anotherTypeIsRefused(String type) {
    assertThrows(RefusalException.class, () -> read(type, "--b--"));
  }
}
