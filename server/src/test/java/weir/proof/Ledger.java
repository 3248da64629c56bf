package weir.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;

/// An account of messages: what their senders were told, and what arrived.
///
/// A message that got no answer is sent again later, as a mail server would.
final class Ledger {
  private static final int SMALL = 3_000;
  private static final int LARGE = 400_000;
  private static final int LARGE_ONE_IN = 20;

  private static final class Fate {
    private int unanswered;
    private boolean acknowledged;
    private final List<Integer> arrived;

    private Fate(int places) {
      arrived = new ArrayList<>(Collections.nCopies(places, 0));
    }

    private void arrived(int place) {
      arrived.set(place, arrived.get(place) + 1);
    }

    private int most() {
      return Collections.max(arrived);
    }

    private int least() {
      return Collections.min(arrived);
    }
  }

  /// What came of it all.
  ///
  /// @param acknowledged messages that were answered with 250
  /// @param unanswered attempts whose final dot was sent and never answered
  /// @param refused attempts that were answered with anything but 250
  /// @param twice messages that arrived more than once, each with an attempt that went unanswered
  /// @param lost messages that were acknowledged and are nowhere, or not where a copy should be
  /// @param twiceWithoutCause messages that arrived more often than unanswered attempts explain
  /// @param damaged messages that arrived otherwise than they were sent
  record Figures(
      long acknowledged,
      long unanswered,
      long refused,
      long twice,
      List<String> lost,
      List<String> twiceWithoutCause,
      int damaged) {
    static final Figures NONE = new Figures(0, 0, 0, 0, List.of(), List.of(), 0);

    Figures plus(Figures more) {
      return new Figures(
          acknowledged + more.acknowledged,
          unanswered + more.unanswered,
          refused + more.refused,
          twice + more.twice,
          both(lost, more.lost),
          both(twiceWithoutCause, more.twiceWithoutCause),
          damaged + more.damaged);
    }

    /// With the names of messages told apart from those of other ledgers.
    Figures of(String ledger) {
      return new Figures(
          acknowledged,
          unanswered,
          refused,
          twice,
          lost.stream().map(name -> ledger + "/" + name).toList(),
          twiceWithoutCause.stream().map(name -> ledger + "/" + name).toList(),
          damaged);
    }

    private static List<String> both(List<String> some, List<String> more) {
      List<String> all = new ArrayList<>(some);
      all.addAll(more);
      return List.copyOf(all);
    }

    boolean sound() {
      return lost.isEmpty() && twiceWithoutCause.isEmpty() && damaged == 0;
    }
  }

  private final Map<String, Fate> fates = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> again = new ConcurrentLinkedQueue<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final Map<String, Integer> replies = new ConcurrentHashMap<>();
  private final AtomicInteger acknowledgedSoFar = new AtomicInteger();
  private final int places;
  private int damaged;

  /// Every message arrives at one place.
  Ledger() {
    this(1);
  }

  /// @param places at each of which every message is to arrive
  Ledger(int places) {
    this.places = places;
  }

  /// The next message's name: one that needs another attempt, or a new one.
  String next() {
    return Optional.ofNullable(again.poll()).orElseGet(() -> "m" + numbers.incrementAndGet());
  }

  /// The octets of a message, dot-stuffed, without its final dot.
  static String message(String name, Random chance) {
    return message(name, chance.nextInt(LARGE_ONE_IN) == 0 ? LARGE : chance.nextInt(SMALL), chance);
  }

  /// As [#message(String, Random)].
  ///
  /// @param size of its body, in octets, less than one line too small
  static String message(String name, int size, Random chance) {
    String line = ".. " + Long.toString(chance.nextLong(), Character.MAX_RADIX) + "\r\n";
    String body = line.repeat(1 + size / line.length());
    return "X-Proof: " + name + " " + sum(unstuffed(body).substring(1)) + "\r\n\r\n" + body;
  }

  void acknowledged(String name) {
    acknowledgedSoFar.incrementAndGet();
    Fate fate = fate(name);
    synchronized (fate) {
      fate.acknowledged = true;
    }
  }

  int acknowledgedSoFar() {
    return acknowledgedSoFar.get();
  }

  void unanswered(String name) {
    Fate fate = fate(name);
    synchronized (fate) {
      fate.unanswered++;
    }
    again.add(name);
  }

  void refused(String name, Said said) {
    refused.incrementAndGet();
    replies.merge(said.kind(), 1, Integer::sum);
    again.add(name);
  }

  int refusedSoFar() {
    return refused.get();
  }

  /// Codes of replies other than 250, and how often each came.
  Map<String, Integer> replies() {
    return new TreeMap<>(replies);
  }

  /// Its final dot was never sent.
  void unfinished(String name) {
    again.add(name);
  }

  void arrived(List<byte[]> messages) {
    arrived(0, messages);
  }

  /// @param place its number, from 0 on
  void arrived(int place, List<byte[]> messages) {
    for (byte[] octets : messages) {
      String text = new String(octets, ISO_8859_1);
      int at = text.indexOf("X-Proof: ");
      int body = text.indexOf("\r\n\r\n") + 4;
      String[] words = at < 0 ? new String[0] : text.substring(at, body - 4).split("\\s+");
      if (words.length == 3 && words[2].equals(sum(text.substring(body)))) {
        fate(words[1]).arrived(place);
      } else {
        damaged++;
      }
    }
  }

  private Fate fate(String name) {
    return fates.computeIfAbsent(name, _ -> new Fate(places));
  }

  /// The same as it is when no dot stands for two, as in BDAT.
  static String unstuffed(String message) {
    return message.replace("\r\n..", "\r\n.");
  }

  private static String sum(String body) {
    CRC32 sum = new CRC32();
    sum.update(body.getBytes(ISO_8859_1));
    return body.length() + "-" + sum.getValue();
  }

  /// To be asked when nobody sends any more.
  Figures figures() {
    List<String> lost = new ArrayList<>();
    List<String> twiceWithoutCause = new ArrayList<>();
    long acknowledged = 0;
    long unanswered = 0;
    long twice = 0;
    for (var each : fates.entrySet()) {
      Fate fate = each.getValue();
      acknowledged += fate.acknowledged ? 1 : 0;
      unanswered += fate.unanswered;
      twice += fate.most() > 1 ? 1 : 0;
      if (fate.acknowledged && fate.least() == 0) {
        lost.add(each.getKey());
      }
      int explained = fate.unanswered + (fate.acknowledged ? 1 : 0);
      if (fate.most() > explained) {
        twiceWithoutCause.add(each.getKey());
      }
    }
    return new Figures(
        acknowledged, unanswered, refused.get(), twice, lost, twiceWithoutCause, damaged);
  }
}
