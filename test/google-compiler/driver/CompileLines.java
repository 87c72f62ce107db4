import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.api.Service;
import com.google.api.tools.framework.importers.swagger.OpenApiConversionException;
import com.google.api.tools.framework.importers.swagger.OpenApiToService;
import com.google.api.tools.framework.model.Diag;
import com.google.api.tools.framework.tools.FileWrapper;
import com.google.common.collect.ImmutableList;
import com.google.protobuf.util.JsonFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Google's compiler for many documents in one JVM: a line of JSON in, {@code {"document": "…", "serviceName": "…"}}, a
 * line of JSON out, {@code {"config": {…} or null, "errors": […], "warnings": […]}}.
 *
 * <p>It calls what ServiceConfigGeneratorTool calls once its options are read.
 */
public final class CompileLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] args) throws IOException {
    PrintStream answers = new PrintStream(System.out, false, "UTF-8");
    // The compiler also prints.
    System.setOut(System.err);
    Logger.getLogger("").setLevel(Level.SEVERE);
    SchemaOnce.install();
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode request = JSON.readTree(line);
      ObjectNode answer = compile(request.get("document").asText(), request.get("serviceName").asText());
      answers.print(JSON.writeValueAsString(answer) + "\n");
      answers.flush();
    }
  }

  private static ObjectNode compile(String document, String serviceName) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    answer.putNull("config");
    ArrayNode errors = answer.putArray("errors");
    ArrayNode warnings = answer.putArray("warnings");
    try {
      ImmutableList<FileWrapper> files = ImmutableList.of(FileWrapper.create("gateway.json", document));
      OpenApiToService tool = new OpenApiToService(files, serviceName, "", ImmutableList.<FileWrapper>of());
      Service config = tool.createServiceConfig();
      for (Diag diag : tool.getDiagCollector().getDiags()) {
        (diag.getKind() == Diag.Kind.ERROR ? errors : warnings).add(diag.toString());
      }
      if (config != null && errors.size() == 0) answer.set("config", whatDecides(config));
      else if (errors.size() == 0) errors.add("no service config, and no reason given");
    } catch (OpenApiConversionException | RuntimeException failure) {
      errors.add(failure.toString());
    }
    return answer;
  }

  /** The parts that decide about requests; types and documentation are many times as long. */
  private static JsonNode whatDecides(Service config) throws IOException {
    Service parts =
        Service.newBuilder()
            .setName(config.getName())
            .setAuthentication(config.getAuthentication())
            .setUsage(config.getUsage())
            .setHttp(config.getHttp())
            .setQuota(config.getQuota())
            .addAllMetrics(config.getMetricsList())
            .addAllEndpoints(config.getEndpointsList())
            .build();
    return JSON.readTree(JsonFormat.printer().print(parts));
  }
}
