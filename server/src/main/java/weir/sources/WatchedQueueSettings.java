package weir.sources;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import weir.agent.queue.Spool;
import weir.agent.queue.WatchedQueue;
import weir.config.Default;
import weir.config.Doc;
import weir.config.Range;

/// A queue that is looked through for what no log has told of.
@Doc(
    "The queue of a mail server on this host, which is looked through for what no log has told of: it was rotated away, or is not written.")
public record WatchedQueueSettings(
    @Doc("Which mail server's it is.") Spool.Server server,
    @Doc("The folder of the queue; where the server has it as shipped when not set.")
        Optional<Path> spool,
    @Doc("The host whose queue it is, by your own name for it; host-name when not set.")
        Optional<String> host,
    @Doc("From the end of a look to the next one.") @Default("1m") @Range(from = "1s", to = "1h")
        Duration every,
    @Doc(
            "Messages at most that are read in one look; the others are read a second later. A look only reads what is new.")
        @Default("5000")
        @Range(from = "1", to = "200000")
        int messagesALook) {

  WatchedQueue queue(String name, String ownHost) {
    return new WatchedQueue(
        name,
        host.orElse(ownHost),
        new Spool(server, spool.orElse(server.usual())),
        every,
        messagesALook);
  }
}
