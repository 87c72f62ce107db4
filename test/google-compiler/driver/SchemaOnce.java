import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.util.Yaml;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Iterator;
import java.util.Map;

/**
 * Reads the Swagger 2.0 schema once, where the compiler reads it again for every document.
 *
 * <p>Most of its time goes into hashing and comparing copies of that one tree, for caches keyed by it. The same tree
 * with a hash that is kept gives the same answers.
 */
final class SchemaOnce extends ObjectMapper {
  private String text;
  private JsonNode tree;

  private SchemaOnce(ObjectMapper yaml) {
    super(yaml);
  }

  static void install() {
    try {
      Field mapper = Yaml.class.getDeclaredField("mapper");
      mapper.setAccessible(true);
      mapper.set(null, new SchemaOnce(Yaml.mapper()));
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException(changed);
    }
  }

  @Override
  public JsonNode readTree(String content) throws IOException {
    if (!content.equals(text)) {
      JsonNode read = super.readTree(content);
      tree = read instanceof ObjectNode ? new Kept((ObjectNode) read) : read;
      text = content;
    }
    return tree;
  }

  /** A tree that nobody changes, so its hash is worked out once. */
  private static final class Kept extends ObjectNode {
    private final int hash;

    Kept(ObjectNode node) {
      super(JsonNodeFactory.instance);
      for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
        Map.Entry<String, JsonNode> field = fields.next();
        set(field.getKey(), field.getValue());
      }
      hash = super.hashCode();
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return other == this || super.equals(other);
    }
  }
}
