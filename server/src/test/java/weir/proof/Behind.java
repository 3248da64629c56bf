package weir.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import weir.config.Binder;
import weir.config.Binding;
import weir.config.Values;
import weir.held.HeldMessage;
import weir.held.HeldQuery;
import weir.held.HeldSettings;
import weir.held.HeldState;
import weir.held.HeldStore;
import weir.sink.SinkMessage;
import weir.sink.SinkMta;

/// What is behind a server that gets killed, and lives on.
sealed interface Behind extends AutoCloseable {

  /// The lines of the server's configuration that lead here.
  String settings();

  /// What has arrived since the last time.
  List<byte[]> take();

  /// Where each message that is acknowledged must be: here, or at each of several places.
  default List<Behind> places() {
    return List.of(this);
  }

  @Override
  void close();

  /// A mail server in this process.
  record Server(SinkMta sink) implements Behind {
    Server() {
      this(SinkMta.start());
    }

    @Override
    public String settings() {
      return "hops.back.type = 'smtp'\nhops.back.address = '127.0.0.1:" + sink.port() + "'\n";
    }

    @Override
    public List<byte[]> take() {
      return sink.messages().stream().map(SinkMessage::content).toList();
    }

    @Override
    public void close() {
      sink.close();
    }
  }

  /// The server's own store of held messages, since its policy quarantines everything.
  ///
  /// @param folder of the server
  record Held(Path folder) implements Behind {
    private static final String QUARANTINE =
        "checks.access.block = ['127.0.0.0/8']\nchecks.access.address-blocked = {quarantine = true}\n";

    @Override
    public String settings() {
      return new Mailbox(folder.resolve("mail")).settings() + QUARANTINE;
    }

    /// What the next start would find. To be asked when the server is dead.
    @Override
    public List<byte[]> take() {
      List<byte[]> messages = new ArrayList<>();
      try (HeldStore store =
          HeldStore.open(
              folder.resolve("var/held"),
              bounds(),
              InstantSource.system(),
              System::nanoTime,
              false)) {
        for (HeldMessage each : store.find(HeldQuery.ALL)) {
          if (each.state() == HeldState.HELD) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            store.content(each).writeTo(octets);
            messages.add(octets.toByteArray());
            store.end(each, "taken");
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return messages;
    }

    private static HeldSettings bounds() {
      return switch (new Binder(Values.standard())
          .text(HeldSettings.class, "", Path.of("held.toml"))) {
        case Binding.Bound<HeldSettings> bound -> bound.value();
        case Binding.Refused<HeldSettings>(var mistakes) ->
            throw new IllegalStateException(mistakes.toString());
      };
    }

    @Override
    public void close() {}
  }

  /// A mail server and the store: the message has recipients of two policies, one of which
  /// quarantines.
  record Copies(Server server, Held held) implements Behind {
    /// Its mail is kept here.
    static final String KEPT = "ann@kept.example";

    private static final String POLICIES =
        """
        checks.access.block = ['127.0.0.0/8']
        checks.access.address-blocked = {observe = true}
        policies.keeping.findings.address-blocked = {quarantine = true}
        domains."kept.example" = {hop = 'back', recipients = ['ann'], policy = 'keeping'}
        """;

    @Override
    public String settings() {
      return server.settings() + POLICIES;
    }

    /// At all places.
    @Override
    public List<byte[]> take() {
      return places().stream().flatMap(place -> place.take().stream()).toList();
    }

    @Override
    public List<Behind> places() {
      return List.of(server, held);
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /// A mailbox that the server writes itself.
  ///
  /// @param root of all mailboxes
  /// @param owner its address
  record Mailbox(Path root, String owner) implements Behind {
    /// That of ann at example.com.
    Mailbox(Path root) {
      this(root, "ann@example.com");
    }

    @Override
    public String settings() {
      return "hops.back.type = 'maildir'\nhops.back.root = '" + root + "'\n";
    }

    @Override
    public List<byte[]> take() {
      Path arrived = root.resolve(owner).resolve("new");
      if (!Files.isDirectory(arrived)) {
        return List.of();
      }
      try (Stream<Path> files = Files.list(arrived)) {
        return files.map(Mailbox::takeOne).toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static byte[] takeOne(Path file) {
      try {
        byte[] message = Files.readAllBytes(file);
        Files.delete(file);
        return message;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {}
  }
}
