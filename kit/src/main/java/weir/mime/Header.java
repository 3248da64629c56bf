package weir.mime;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The fields of a message or part, in order.
public record Header(List<Field> fields) {
  public static final Header NONE = new Header(List.of());

  public Header {
    fields = List.copyOf(fields);
  }

  /// Those with this name, in any case.
  public Stream<Field> named(String name) {
    return fields.stream().filter(field -> field.is(name));
  }

  /// The first with this name.
  public Optional<Field> first(String name) {
    return named(name).findFirst();
  }

  /// The value of the first with this name, unfolded, encoded words left as they are.
  public Optional<String> value(String name) {
    return first(name).map(Field::value);
  }

  /// The text of the first with this name, as people read it.
  public Optional<String> text(String name) {
    return first(name).map(Field::text);
  }

  public boolean has(String name) {
    return first(name).isPresent();
  }
}
