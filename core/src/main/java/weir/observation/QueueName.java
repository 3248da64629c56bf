package weir.observation;

/// What a server calls a message, or another id of it. Alone it means a message for a while only.
record QueueName(String host, String id) {
  boolean isOf(Leg leg) {
    return leg.isKnownAs(host, id);
  }
}
