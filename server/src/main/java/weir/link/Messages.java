package weir.link;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.ser.std.ToStringSerializer;
import weir.maillog.Entrance;
import weir.net.IpAddress;
import weir.net.IpPrefix;
import weir.observation.Observation;
import weir.response.Found;
import weir.response.Response;
import weir.response.Target;
import weir.uplink.Order;
import weir.uplink.Report;

/// Reports and orders as JSON, one on a line. What is not known of a message is passed over, so
/// that an agent and a server may be of two versions that follow each other.
public final class Messages {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultVisibility(it ->
              it.withFieldVisibility(Visibility.ANY)
                  .withGetterVisibility(Visibility.NONE)
                  .withIsGetterVisibility(Visibility.NONE))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // Nothing of ours is null: what may be missing is an Optional.
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .addModule(texts())
          .addMixIn(Report.class, Kinds.class)
          .addMixIn(Order.Verb.class, Kinds.class)
          .addMixIn(Found.class, Kinds.class)
          .addMixIn(Observation.class, Kinds.class)
          .addMixIn(Entrance.class, Kinds.class)
          .build();

  /// Of which kind a value is.
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
  private interface Kinds {}

  private Messages() {}

  private static SimpleModule texts() {
    return new SimpleModule()
        .addSerializer(IpAddress.class, ToStringSerializer.instance)
        .addDeserializer(IpAddress.class, new FromText<>(IpAddress.class, IpAddress::parse))
        .addSerializer(IpPrefix.class, ToStringSerializer.instance)
        .addDeserializer(IpPrefix.class, new FromText<>(IpPrefix.class, IpPrefix::parse))
        .addSerializer(new AsText<>(Target.class, Target::text))
        .addDeserializer(Target.class, new FromText<>(Target.class, Target::read))
        .addSerializer(new AsText<>(Response.class, Response::text))
        .addDeserializer(Response.class, new FromText<>(Response.class, Response::read));
  }

  /// A report on one line.
  public static String line(Report report) {
    return MAPPER.writerFor(Report.class).writeValueAsString(report);
  }

  /// An order on one line: the octets that are signed.
  public static String line(Order order) {
    return MAPPER.writeValueAsString(order);
  }

  /// Any other value of ours on one line.
  public static String value(Record value) {
    return MAPPER.writeValueAsString(value);
  }

  /// @throws NotUnderstood where it is none, or of a later version
  public static Report report(String line) throws NotUnderstood {
    return read(line, Report.class);
  }

  /// @throws NotUnderstood where it is none, or of a later version
  public static Order order(String line) throws NotUnderstood {
    return read(line, Order.class);
  }

  /// A value of ours that [#value] wrote.
  ///
  /// @throws NotUnderstood where it is none
  public static <T> T read(String line, Class<T> type) throws NotUnderstood {
    try {
      T value = MAPPER.readValue(line, type);
      if (value == null) {
        throw new NotUnderstood("nothing where a " + type.getSimpleName() + " should be");
      }
      return value;
    } catch (JacksonException e) {
      throw new NotUnderstood("no %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()));
    }
  }

  /// A batch as it travels: each line with its mark, so that one that is not understood spoils no
  /// other.
  public static List<Marked> batch(String body) {
    List<Marked> all = new ArrayList<>();
    for (String line : body.split("\n")) {
      int tab = line.indexOf('\t');
      if (tab > 0 && line.substring(0, tab).matches("\\d{1,18}")) {
        all.add(new Marked(Long.parseLong(line.substring(0, tab)), line.substring(tab + 1)));
      }
    }
    return all;
  }

  /// A line of a batch.
  ///
  /// @param mark its number in the agent's journal
  public record Marked(long mark, String line) {
    /// As it travels and as it is kept.
    public String text() {
      return mark + "\t" + line + "\n";
    }
  }

  private static final class AsText<T> extends StdSerializer<T> {
    private final Function<T, String> text;

    AsText(Class<T> type, Function<T, String> text) {
      super(type);
      this.text = text;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializationContext context) {
      json.writeString(text.apply(value));
    }
  }

  private static final class FromText<T> extends StdDeserializer<T> {
    private final Function<String, Optional<T>> read;

    FromText(Class<T> type, Function<String, Optional<T>> read) {
      super(type);
      this.read = read;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) {
      String text = json.getValueAsString("");
      return read.apply(text)
          .orElseThrow(() -> context.weirdStringException(text, _valueClass, "not understood"));
    }
  }
}
