package weir.held;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import weir.disk.Commit;
import weir.files.Writing;
import weir.mail.Envelope;
import weir.mail.HeaderField;

/// One letter on its way into the store. Runs on a writer thread.
///
/// First the octets are written and made durable, then the client is looked for, then the rows are
/// committed. What a crash leaves before the last step is a file without a row, which the next
/// start sets aside, see [Leftovers].
final class KeepingTask {
  private final HeldFiles files;
  private final HeldIndex index;
  private final HeldSettings settings;

  /// Files that have no row yet, so that nobody takes them for leftovers.
  private final Set<String> unfinished;

  private final Letter letter;
  private final List<Draft> drafts;
  private final boolean pending;
  private final BooleanSupplier clientStillThere;
  private final Supplier<HeldRoom> aside;
  private final List<String> written = new ArrayList<>();

  KeepingTask(
      HeldFiles files,
      HeldIndex index,
      HeldSettings settings,
      Set<String> unfinished,
      Letter letter,
      List<Draft> drafts,
      boolean pending,
      BooleanSupplier clientStillThere,
      Supplier<HeldRoom> aside) {
    this.files = files;
    this.index = index;
    this.settings = settings;
    this.unfinished = unfinished;
    this.letter = letter;
    this.drafts = List.copyOf(drafts);
    this.pending = pending;
    this.clientStillThere = clientStillThere;
    this.aside = aside;
  }

  Keeping keep(Commit commit) {
    try {
      List<HeldMessage> rows = new ArrayList<>();
      for (Draft draft : drafts) {
        rows.addAll(rows(draft, write(draft), rows.size()));
      }
      files.syncFolder();
      if (!clientStillThere.getAsBoolean()) {
        return undone(new Keeping.ClientGone());
      }
      if (!commit.begin()) {
        return undone(new Keeping.Failed("writing took too long"));
      }
      index.add(rows, settings, aside.get());
      written.forEach(unfinished::remove);
      return new Keeping.Durable(rows.stream().map(HeldMessage::key).toList());
    } catch (HeldIndex.NoRoom e) {
      return undone(new Keeping.Full(String.valueOf(e.getMessage())));
    } catch (IOException | RuntimeException e) {
      return undone(Keeping.notDone("the message could not be kept", e));
    }
  }

  /// A file of its own for each draft.
  private File write(Draft draft) throws IOException {
    String name = letter.id() + "-" + (written.size() + 1);
    unfinished.add(name);
    long size = letter.content().size();
    try (Writing file = files.create(name)) {
      written.add(name);
      OutputStream out = file.out();
      for (HeaderField field : draft.added()) {
        byte[] octets = field.bytes();
        out.write(octets);
        size += octets.length;
      }
      letter.content().writeTo(out);
      file.sync();
    }
    return new File(name, size);
  }

  private record File(String name, long size) {}

  /// A row for each account.
  private List<HeldMessage> rows(Draft draft, File file, int before) {
    Map<String, List<Envelope.Recipient>> accounts = new LinkedHashMap<>();
    for (Envelope.Recipient recipient : draft.envelope().recipients()) {
      accounts
          .computeIfAbsent(HeldMessage.account(recipient.path()), _ -> new ArrayList<>())
          .add(recipient);
    }
    List<HeldMessage> rows = new ArrayList<>();
    accounts.forEach((account, recipients) ->
        rows.add(
            new HeldMessage(
                new Key(letter.id(), before + rows.size() + 1),
                account,
                pending ? HeldState.PENDING : draft.becomes(),
                draft.becomes(),
                letter.at(),
                letter.at(),
                file.name(),
                file.size(),
                new Envelope(draft.envelope().sender(), draft.envelope().parameters(), recipients),
                letter.client(),
                draft.hop(),
                letter.subject(),
                draft.why(),
                0,
                Instant.EPOCH,
                "")));
    return rows;
  }

  /// Best effort: a file that cannot be removed has no row, and is set aside at the next start.
  private Keeping undone(Keeping result) {
    for (String name : written) {
      try {
        files.delete(name);
        unfinished.remove(name);
      } catch (IOException _) {
        // Until then it stays among the unfinished.
      }
    }
    return result;
  }
}
