package weir.operate;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weir.api.Answer;
import weir.api.HeldLine;
import weir.api.Request;
import weir.held.HeldMessage;
import weir.held.HeldQuery;
import weir.held.HeldState;
import weir.held.HeldStore;
import weir.held.HeldWords;
import weir.held.Key;
import weir.held.Why;
import weir.journal.Entry;
import weir.net.IpPrefix;

/// Carries out what `weir held` asks. What changes something is journaled under the message's id.
final class HeldCommands {
  /// Octets of a message that go into one answer.
  private static final int PIECE = 4 * 1024 * 1024;

  private static final int MOST = 10_000;

  private final HeldStore store;
  private final ServerView inside;

  HeldCommands(ServerView inside) {
    this.store = inside.gateway().held();
    this.inside = inside;
  }

  /// @throws IllegalArgumentException with a sentence for the operator
  Answer answer(Request.Held request, String by) {
    try {
      return switch (request) {
        case Request.Held.List list -> told(store.find(query(list)));
        case Request.Held.Show(var name) -> told(named(name));
        case Request.Held.Read(var id, var copy, var offset) -> read(new Key(id, copy), offset);
        case Request.Held.Release(var name) -> release(name, by);
        case Request.Held.Delete(var name) -> delete(name, by);
      };
    } catch (IOException e) {
      return new Answer.Failed("the store of held messages: " + e.getMessage());
    }
  }

  private static HeldQuery query(Request.Held.List list) {
    return new HeldQuery(
        Optional.empty(),
        list.states().isEmpty() ? EnumSet.allOf(HeldState.class) : states(list.states()),
        list.sender(),
        list.recipient(),
        list.client().map(IpPrefix::of),
        list.finding(),
        list.since(),
        Math.min(MOST, list.limit()));
  }

  private static Set<HeldState> states(List<String> words) {
    return words.stream().map(HeldCommands::state).collect(Collectors.toSet());
  }

  private static HeldState state(String word) {
    try {
      return HeldState.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      String all =
          Arrays.stream(HeldState.values()).map(HeldState::word).collect(Collectors.joining(", "));
      throw new IllegalArgumentException("no state is called \"" + word + "\"; they are " + all);
    }
  }

  private List<HeldMessage> named(String name) throws IOException {
    List<HeldMessage> named = store.named(Key.Named.parse(name));
    if (named.isEmpty()) {
      throw new IllegalArgumentException(
          "no message with the id \""
              + name
              + "\" is or was held; `weir held list` shows those that are");
    }
    return named;
  }

  private Answer read(Key key, long offset) throws IOException {
    HeldMessage message = named(key.toString()).getFirst();
    if (!message.state().isHere()) {
      return new Answer.Failed(key + " is " + message.state().word() + ": its octets are gone");
    }
    try (InputStream in = store.content(message).open()) {
      in.skipNBytes(offset);
      byte[] piece = in.readNBytes(PIECE);
      return new Answer.HeldOctets(Base64.getEncoder().encodeToString(piece), message.bytes());
    } catch (EOFException _) {
      return new Answer.Failed(key + " has no " + offset + " octets");
    }
  }

  private Answer release(String name, String by) throws IOException {
    List<Key> done = new ArrayList<>();
    List<HeldMessage> named = named(name);
    for (HeldMessage each : named) {
      if (store.release(each, by)) {
        journal("held-release", each, by);
        done.add(each.key());
      }
    }
    return done.isEmpty() ? undone(named, "only what is held can be released") : now(name, done);
  }

  private Answer delete(String name, String by) throws IOException {
    List<Key> done = new ArrayList<>();
    List<HeldMessage> named = named(name);
    for (HeldMessage each : named) {
      if (store.end(each, "deleted by " + by)) {
        journal("held-delete", each, by);
        done.add(each.key());
      }
    }
    return done.isEmpty() ? undone(named, "there is nothing left to delete") : now(name, done);
  }

  private static Answer undone(List<HeldMessage> named, String why) {
    String states =
        named.stream()
            .map(each -> each.key() + " is " + each.state().word())
            .collect(Collectors.joining(", "));
    return new Answer.Failed(states + ": " + why);
  }

  private Answer now(String name, List<Key> changed) throws IOException {
    return told(named(name).stream().filter(each -> changed.contains(each.key())).toList());
  }

  private Answer told(List<HeldMessage> messages) {
    return new Answer.HeldMessages(messages.stream().map(this::line).toList());
  }

  private HeldLine line(HeldMessage it) {
    Why why = it.why();
    return new HeldLine(
        it.key().id(),
        it.key().copy(),
        it.state().word(),
        it.account(),
        it.envelope().sender().text(),
        it.envelope().recipients().stream().map(each -> each.path().text()).toList(),
        it.client().address().toString(),
        it.client().helo(),
        it.client().reverseName(),
        it.client().login(),
        it.at(),
        it.changed(),
        Optional.of(it.at().plus(inside.settings().held().keep())).filter(_ -> it.state().isHere()),
        it.bytes(),
        it.subject(),
        why.by(),
        why.said(),
        why.verdict(),
        why.policy(),
        why.score(),
        why.found().stream().map(HeldCommands::found).toList(),
        it.hop(),
        it.tries(),
        Optional.of(it.due())
            .filter(due -> it.state() == HeldState.RELEASING && due.isAfter(Instant.EPOCH)),
        it.said());
  }

  private static HeldLine.Found found(Why.Found it) {
    return new HeldLine.Found(
        it.id(), it.subject(), it.weight(), it.points(), it.meaning(), it.evidence());
  }

  private void journal(String what, HeldMessage message, String by) {
    inside
        .journal()
        .add(
            new Entry.Act(
                message.key().id(),
                inside.clock().instant(),
                what,
                by,
                HeldWords.details(message, "")));
  }
}
