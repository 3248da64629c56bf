package weir.cli.output;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.ser.std.ToStringSerializer;
import weir.attribution.Step;
import weir.journal.Entry;
import weir.likeness.Likeness;
import weir.likeness.Template;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.verdict.Finding;
import weir.verdict.Outcome;

/// Values as JSON for scripts: names in snake_case, words in lower case, times as ISO 8601,
/// durations in seconds, nothing outside ASCII, so that a terminal is safe too.
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .addModule(
              new SimpleModule()
                  .addSerializer(IpAddress.class, ToStringSerializer.instance)
                  .addSerializer(IpPrefix.class, ToStringSerializer.instance)
                  .addSerializer(Template.class, ToStringSerializer.instance)
                  .addSerializer(new Seconds())
                  .addSerializer(new Words())
                  .addSerializer(new Outcomes()))
          .addMixIn(Finding.class, OfTheMoment.class)
          .addMixIn(Entry.Transaction.class, Flat.class)
          .addMixIn(Entry.Heading.class, Level.class)
          .addMixIn(Step.class, Told.class)
          .build();

  /// What the journal does not keep of a finding.
  @JsonIgnoreProperties({"asks", "listed"})
  private interface OfTheMoment {}

  /// The place of a field stands in a step's words.
  @JsonIgnoreProperties("field")
  private interface Told {}

  /// What a message says of itself stands beside the rest.
  interface Flat {
    @JsonUnwrapped
    Entry.Heading heading();
  }

  /// And so does what its text shows.
  interface Level {
    @JsonUnwrapped
    Likeness likeness();
  }

  private Json() {}

  /// One entry of the journal on one line; `kind` says what it is.
  public static String line(Entry entry) {
    var node = MAPPER.createObjectNode().put("kind", kind(entry));
    node.setAll((ObjectNode) MAPPER.valueToTree(entry));
    return line(node);
  }

  /// A value, for those who have more to say of it.
  public static ObjectNode node(Record value) {
    return MAPPER.valueToTree(value);
  }

  public static String line(ObjectNode node) {
    return MAPPER.writeValueAsString(node);
  }

  public static String line(Record value) {
    return MAPPER.writeValueAsString(value);
  }

  /// An enum's constant as it is written everywhere.
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String kind(Entry entry) {
    return switch (entry) {
      case Entry.Transaction _ -> "transaction";
      case Entry.Session _ -> "session";
      case Entry.Act _ -> "act";
      case Entry.Gap _ -> "gap";
    };
  }

  private static final class Seconds extends StdSerializer<Duration> {
    Seconds() {
      super(Duration.class);
    }

    @Override
    public void serialize(Duration value, JsonGenerator json, SerializationContext context) {
      json.writeNumber(value.toMillis() / 1_000.0);
    }
  }

  @SuppressWarnings("rawtypes")
  private static final class Words extends StdSerializer<Enum> {
    Words() {
      super(Enum.class);
    }

    @Override
    public void serialize(Enum value, JsonGenerator json, SerializationContext context) {
      json.writeString(word(value));
    }
  }

  private static final class Outcomes extends StdSerializer<Outcome> {
    Outcomes() {
      super(Outcome.class);
    }

    @Override
    public void serialize(Outcome value, JsonGenerator json, SerializationContext context) {
      json.writeStartObject();
      json.writeStringProperty("verdict", value.word());
      value
          .why()
          .ifPresent(reason -> {
            json.writeStringProperty("because", reason.id());
            json.writeStringProperty("said", reason.said());
          });
      json.writeEndObject();
    }
  }
}
