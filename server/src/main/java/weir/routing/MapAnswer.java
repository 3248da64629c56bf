package weir.routing;

/// What a map says when it is asked for a domain or an address.
public sealed interface MapAnswer {
  record Found(MapLine line) implements MapAnswer {}

  /// The map was asked, and has no such name.
  record Absent() implements MapAnswer {}

  /// The map could not be asked, and nothing that is good enough is remembered.
  record Unknown(String cause) implements MapAnswer {}

  MapAnswer ABSENT = new Absent();
}
