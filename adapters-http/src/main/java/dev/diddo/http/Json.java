package dev.diddo.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The one reader of JSON that came from outside, and the one writer. */
public final class Json {
  /** Nothing here nests deeper than five; a parser may still recurse. */
  private static final int MAX_DEPTH = 32;

  private static final int MAX_NAME_CHARS = 1_000;
  private static final int MAX_NUMBER_CHARS = 100;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNameLength(MAX_NAME_CHARS)
                          .maxNumberLength(MAX_NUMBER_CHARS)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Json() {}

  /** A text is no JSON, or not the strict kind that is read here. */
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String detail;

    MalformedException(String detail) {
      super(detail, null, false, false);
      this.detail = detail;
    }

    /** What is the matter, in words that quote nothing. */
    public String detail() {
      return detail;
    }
  }

  /**
   * Reads one JSON value in UTF-8. Refuses what lenient readers let pass and read differently:
   * duplicate keys, comments, trailing text, overlong forms, a byte order mark.
   */
  public static JsonNode read(byte[] bytes) throws MalformedException {
    var text = utf8(bytes);
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      throw new MalformedException("It begins with a byte order mark.");
    }
    JsonNode node;
    try {
      node = MAPPER.readTree(text);
    } catch (JsonProcessingException notStrict) {
      throw new MalformedException(at(notStrict.getLocation()));
    }
    if (node == null || node.isMissingNode()) {
      throw new MalformedException("It is empty.");
    }
    return node;
  }

  /** The parser's own words may quote what was sent, so only the place is told. */
  private static String at(JsonLocation location) {
    return location == null
        ? "It is not valid JSON."
        : "It is not valid JSON, or has a key twice, at line %d, column %d."
            .formatted(location.getLineNr(), location.getColumnNr());
  }

  private static String utf8(byte[] bytes) throws MalformedException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedException("It is not UTF-8.");
    }
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException ownTree) {
      throw new IllegalStateException(ownTree);
    }
  }
}
