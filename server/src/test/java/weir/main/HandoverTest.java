package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.journal.Entry;
import weir.segments.JournalSearch;
import weir.segments.Query;
import weir.sink.SinkMta;
import weir.testkit.FreePort;

/// Real processes, since it is descriptors and signals that this is about.
@Timeout(180)
class HandoverTest {
  private static final int HANDOVERS = 3;
  private static final int CLIENTS = 4;

  @TempDir Path folder;

  private SinkMta hop;
  private int port;

  @BeforeEach
  void configure() throws IOException {
    hop = SinkMta.start();
    port = FreePort.any();
    ServerProcess.configuration(
        folder, settings("[listeners.mx]\naddress = '127.0.0.1:" + port + "'"));
  }

  @AfterEach
  void end() {
    hop.close();
  }

  private String settings(String listeners) {
    return """
    host-name = 'mx.example.com'
    folder = 'var'
    %s
    [hops.back]
    type = 'smtp'
    address = '127.0.0.1:%d'
    [domains."example.com"]
    hop = 'back'
    recipients = ['ann']
    [routing]
    relay-from = ['127.0.0.0/8']
    [dns]
    servers = ['127.0.0.1:9']
    [journal]
    folder = 'var/journal'
    [checks]
    tarpit.enabled = false
    greylist.enabled = false
    connections.enabled = false
    """
        .formatted(listeners, hop.port());
  }

  @Test
  void underLoadNobodyIsRefusedAndNothingIsLostOverSeveralHandOvers() throws Exception {
    ServerProcess running = ServerProcess.serve(folder).ready();
    Load load = Load.start(port, CLIENTS);
    int held = 0;
    try {
      for (int i = 0; i < HANDOVERS; i++) {
        load.awaitMore(100);
        try (Client before = Client.greeted(port).inTransaction()) {
          ServerProcess next = ServerProcess.serve(folder, "--take-over").ready();
          before.message().says("QUIT", 221);
          held++;
          running.await("handed over and done");
          assertThat(running.exit()).isZero();
          running = next;
        }
      }
      load.awaitMore(100);
      load.end();
      assertThat(load.failures()).isEmpty();
    } finally {
      load.end();
      running.terminate();
      running.exit();
      running.close();
    }
    int acknowledged = load.acknowledged() + held;
    assertThat(hop.messages()).hasSize(acknowledged);
    assertThat(journaled()).isEqualTo(acknowledged);
  }

  private long journaled() throws IOException {
    return new JournalSearch(folder.resolve("var/journal"))
        .find(Query.ALL.withLimit(Query.MOST)).entries().stream()
            .filter(Entry.Transaction.class::isInstance)
            .count();
  }

  @Test
  void whoFailsBeforeItIsReadyChangesNothing() throws Exception {
    try (ServerProcess running = ServerProcess.serve(folder).ready();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerProcess.configuration(
          folder,
          settings("[listeners.other]\naddress = '127.0.0.1:" + taken.getLocalPort() + "'"));
      try (ServerProcess failing = ServerProcess.serve(folder, "--take-over")) {
        failing.await("listeners.other.address: cannot listen on");
        assertThat(failing.exit()).isEqualTo(1);
      }
      try (Client client = Client.greeted(port)) {
        client.inTransaction().message().says("QUIT", 221);
      }
      running.terminate();
      running.exit();
    }
  }

  @Test
  void listenersMayComeAndGoWithTheNewConfiguration() throws Exception {
    int added = FreePort.any();
    try (ServerProcess running = ServerProcess.serve(folder).ready()) {
      ServerProcess.configuration(
          folder, settings("[listeners.other]\naddress = '127.0.0.1:" + added + "'"));
      try (ServerProcess next = ServerProcess.serve(folder, "--take-over")) {
        next.await("no longer listening on 127.0.0.1:" + port);
        next.ready();
        running.await("handed over and done");
        try (Client client = Client.greeted(added)) {
          client.inTransaction().message().says("QUIT", 221);
        }
        // Nobody listens there any more, so it is free for somebody else.
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        next.terminate();
        next.exit();
      }
    }
  }

  @Test
  void aSecondServerIsToldWhoHasTheFolderAndWhatToDo() throws Exception {
    try (ServerProcess running = ServerProcess.serve(folder).ready();
        ServerProcess second = ServerProcess.serve(folder)) {
      assertThat(second.await("another Weir, process "))
          .contains("runs with the folder")
          .contains("weir serve --take-over");
      assertThat(second.exit()).isEqualTo(1);
      running.terminate();
      running.exit();
    }
  }

  @Test
  void whoIsToldToStopLetsATransactionEndAndTellsTheIdle() throws Exception {
    try (ServerProcess running = ServerProcess.serve(folder).ready();
        Client idle = Client.greeted(port).says("EHLO idle.example.net", 250);
        Client busy = Client.greeted(port).inTransaction()) {
      running.terminate();
      idle.hears(421);
      busy.message().hears(421);
      running.exit();
      assertThat(hop.messages()).hasSize(1);
    }
  }
}
