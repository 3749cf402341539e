package dev.liaison.wire.json;

import dev.liaison.http.Refusal;
import dev.liaison.http.RefusalException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON in and out. Safe for concurrent use.
public final class Json {

  /// Deeper bodies are refused; no call of the API nests more than ten levels.
  private static final int MAX_NESTING = 100;

  private static final String TOO_MUCH =
      "It is nested too deep, or has a name or a number that is too long";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxNumberLength(400)
                  .build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /// Reads a body.
  ///
  /// @throws RefusalException with [Refusal.NoBody], or [Refusal.MalformedJson] when it is not
  ///   UTF-8 or not one JSON value
  public static JsonNode read(byte[] body) {
    String text = utf8(body);
    if (text.isBlank()) {
      throw new RefusalException(new Refusal.NoBody());
    }
    try {
      JsonNode value = MAPPER.readTree(text);
      if (text.contains("\\u")) {
        requireCharacters(value);
      }
      return value;
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      throw malformed(
          at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(), reason(e));
    } catch (NumberFormatException e) {
      // What Jackson does not see itself: an exponent that no number of Java has room for.
      throw malformed(1, 1, TOO_MUCH);
    }
  }

  /// The parser's words, but where they name its own classes and settings.
  private static String reason(JacksonException e) {
    return switch (e) {
      case StreamConstraintsException _ -> TOO_MUCH;
      case StreamReadException syntax -> {
        String message = syntax.getOriginalMessage();
        int insides = message.indexOf(" (start marker at");
        yield insides < 0 ? message : message.substring(0, insides);
      }
      default -> "Something follows the end of the value";
    };
  }

  /// Half of a surrogate pair, which only an escape can bring in, cannot be kept: UTF-8 has no form
  /// for it.
  private static void requireCharacters(JsonNode value) {
    if (value.isString()) {
      requireCharacters(value.stringValue());
    }
    value
        .properties()
        .forEach(
            field -> {
              requireCharacters(field.getKey());
              requireCharacters(field.getValue());
            });
    if (value.isArray()) {
      value.forEach(Json::requireCharacters);
    }
  }

  private static void requireCharacters(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw malformed(1, 1, "An escape stands for half a character");
    }
  }

  /// Writes one value.
  public static byte[] write(Consumer<JsonGenerator> content) {
    var bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      content.accept(generator);
    }
    return bytes.toByteArray();
  }

  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw malformed(1, 1, "The body is not valid UTF-8");
    }
  }

  private static RefusalException malformed(int line, int column, String reason) {
    return new RefusalException(new Refusal.MalformedJson(line, column, reason));
  }
}
