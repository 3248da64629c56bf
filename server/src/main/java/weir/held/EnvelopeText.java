package weir.held;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import weir.mail.Envelope;
import weir.mail.MailParameters;
import weir.mail.Path;
import weir.mail.PathParser;
import weir.mail.RcptParameters;
import weir.net.IpAddress;
import weir.nexthop.ClientIdentity;

/// Envelope and client of a message as one text of JSON, and back: what a release needs again as it
/// was.
record EnvelopeText(Envelope envelope, ClientIdentity client) {
  static final JsonMapper JSON = new JsonMapper();

  String text() {
    ObjectNode node = JSON.createObjectNode();
    node.put("from", envelope.sender().text());
    MailParameters mail = envelope.parameters();
    mail.size().ifPresent(size -> node.put("size", size));
    node.put("eightBit", mail.eightBit()).put("utf8", mail.utf8());
    mail.ret().ifPresent(value -> node.put("ret", value));
    mail.envid().ifPresent(value -> node.put("envid", value));
    mail.auth().ifPresent(value -> node.put("auth", value));
    ArrayNode to = node.putArray("to");
    for (Envelope.Recipient recipient : envelope.recipients()) {
      ObjectNode each = to.addObject().put("path", recipient.path().text());
      recipient.parameters().notices().ifPresent(value -> each.put("notify", value));
      recipient.parameters().orcpt().ifPresent(value -> each.put("orcpt", value));
    }
    client(node.putObject("client"));
    return JSON.writeValueAsString(node);
  }

  private void client(ObjectNode node) {
    node.put("address", client.address().toString()).put("port", client.port());
    node.put("local", client.localAddress().toString()).put("localPort", client.localPort());
    node.put("helo", client.helo()).put("extended", client.extended());
    client.reverseName().ifPresent(value -> node.put("name", value));
    client.login().ifPresent(value -> node.put("login", value));
  }

  /// @throws IOException for a text that is none of ours
  static EnvelopeText read(String text) throws IOException {
    try {
      JsonNode node = JSON.readTree(text);
      return new EnvelopeText(envelope(node), client(node.path("client")));
    } catch (JacksonException | IllegalArgumentException | java.util.NoSuchElementException e) {
      throw new IOException("the index of held messages has a row that cannot be read: " + e, e);
    }
  }

  private static Envelope envelope(JsonNode node) {
    MailParameters parameters =
        new MailParameters(
            node.has("size") ? OptionalLong.of(node.path("size").asLong()) : OptionalLong.empty(),
            node.path("eightBit").asBoolean(),
            node.path("utf8").asBoolean(),
            optional(node, "ret"),
            optional(node, "envid"),
            optional(node, "auth"));
    List<Envelope.Recipient> recipients = new ArrayList<>();
    for (JsonNode each : node.path("to")) {
      recipients.add(
          new Envelope.Recipient(
              path(PathParser.forwardPath(each.path("path").asString(), true)),
              new RcptParameters(optional(each, "notify"), optional(each, "orcpt"))));
    }
    return new Envelope(
        path(PathParser.reversePath(node.path("from").asString(), true)), parameters, recipients);
  }

  private static Path path(PathParser.Result result) {
    return switch (result) {
      case PathParser.Parsed(var path, var _, var _) -> path;
      case PathParser.Malformed(var why) -> throw new IllegalArgumentException(why);
    };
  }

  private static ClientIdentity client(JsonNode node) {
    return new ClientIdentity(
        IpAddress.parse(node.path("address").asString()).orElseThrow(),
        node.path("port").asInt(),
        IpAddress.parse(node.path("local").asString()).orElseThrow(),
        node.path("localPort").asInt(),
        node.path("helo").asString(),
        node.path("extended").asBoolean(),
        optional(node, "name"),
        optional(node, "login"));
  }

  private static Optional<String> optional(JsonNode node, String name) {
    return node.has(name) ? Optional.of(node.path(name).asString()) : Optional.empty();
  }
}
