package weir.rehearsal;

import java.util.ArrayList;
import java.util.List;
import weir.sink.SinkAct;
import weir.sink.SinkMessage;
import weir.sink.SinkMta;
import weir.sink.SinkScript;

/// The next hop of a dialog: a sink that does as the dialog says, at one port all along.
final class HopStage implements AutoCloseable {

  /// What a Postfix that trusts us offers.
  private static final List<String> USUAL =
      List.of(
          "PIPELINING",
          "SIZE 52428800",
          "8BITMIME",
          "SMTPUTF8",
          "DSN",
          "ENHANCEDSTATUSCODES",
          "XFORWARD NAME ADDR PORT PROTO HELO IDENT SOURCE");

  private final int port;
  private final List<SinkMessage> earlier = new ArrayList<>();
  private SinkScript script = SinkScript.obedient();
  private List<String> extensions = USUAL;
  private SinkMta sink = SinkMta.start();

  HopStage() {
    this.port = sink.port();
    sink.offer(USUAL.toArray(String[]::new));
  }

  int port() {
    return port;
  }

  List<SinkMessage> messages() {
    List<SinkMessage> all = new ArrayList<>(earlier);
    all.addAll(sink.messages());
    return all;
  }

  void act(HopAct act) {
    switch (act) {
      case HopAct.Refuses(var recipient, var reply) ->
          script = script.onRecipient("<" + recipient + ">", SinkAct.say(reply));
      case HopAct.At(var point, var what) -> script = script.on(point, what);
      case HopAct.Offers(var offered) -> extensions = offered;
      case HopAct.Obeys() -> script = SinkScript.obedient();
      case HopAct.Down() -> sink.close();
      case HopAct.Up() -> {
        earlier.addAll(sink.messages());
        sink = SinkMta.startAt(port);
      }
    }
    sink.obey(script).offer(extensions.toArray(String[]::new));
  }

  @Override
  public void close() {
    sink.close();
  }
}
