package weir.directory;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import weir.asking.OneLine;
import weir.asking.WebService;

/// Asks a web service for all rows, as JSON.
final class HttpAccounts {
  private static final String ROWS = "rows";

  private HttpAccounts() {}

  static Listing read(SourceSettings.Http settings, Known known, Duration deadline, Path scratch)
      throws IOException, SourceFailed, InterruptedException {
    try (WebService service = new WebService(deadline)) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(settings.url()))
              .header("Accept", "application/json")
              .timeout(deadline)
              .GET();
      WebService.authorise(request, settings.tokenFile());
      HttpResponse<Path> response =
          service.send(
              request.build(),
              BodyHandlers.limiting(BodyHandlers.ofFile(scratch), Sources.MOST_OCTETS));
      if (response.statusCode() != 200) {
        throw new SourceFailed("it answered with status " + response.statusCode());
      }
      ListingBuilder listing = new ListingBuilder(settings.host(), known);
      rows(new BufferedInputStream(Files.newInputStream(scratch)), listing);
      return listing.build();
    } finally {
      Files.deleteIfExists(scratch);
    }
  }

  /// @param in read to its end, and closed
  static void rows(InputStream in, ListingBuilder into) throws IOException, SourceFailed {
    try (in;
        JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.START_OBJECT) {
        token = seekRows(json);
      }
      if (token != JsonToken.START_ARRAY) {
        throw new SourceFailed("the answer is no list of objects, and has none as rows");
      }
      Row row = new Row();
      int number = 0;
      while (json.nextToken() == JsonToken.START_OBJECT) {
        row.clear();
        fill(json, row);
        into.add("row " + ++number, row);
      }
      if (json.currentToken() != JsonToken.END_ARRAY) {
        throw new SourceFailed("row " + (number + 1) + " is no object");
      }
    } catch (JacksonException e) {
      throw new SourceFailed("no such answer: " + OneLine.of(e.getOriginalMessage()));
    }
  }

  private static JsonToken seekRows(JsonParser json) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean rows = json.currentName().equals(ROWS);
      JsonToken value = json.nextToken();
      if (rows) {
        return value;
      }
      json.skipChildren();
    }
    return JsonToken.NOT_AVAILABLE;
  }

  private static void fill(JsonParser json, Row row) throws SourceFailed {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      Optional<Column> column = Column.of(name);
      if (column.isEmpty()) {
        throw new SourceFailed("no such key: " + OneLine.of(name));
      }
      JsonToken value = json.nextToken();
      switch (value) {
        case VALUE_NULL -> {}
        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_TRUE, VALUE_FALSE ->
            row.with(column.get(), json.getString());
        default -> throw new SourceFailed(name + " is neither a text nor a number");
      }
    }
  }
}
