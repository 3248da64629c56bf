package weir.nexthop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.disk.Commit;
import weir.disk.FullDisk;
import weir.files.Writing;
import weir.mail.Envelope;
import weir.mail.HeaderField;
import weir.smtp.Reply;

/// One message on its way into the Maildirs of its recipients. Runs on a writer thread.
///
/// First every copy is written and made durable under a temporary name, then the client is looked
/// for, then every copy gets its final name and the directories are made durable.
final class MaildirDelivery {

  private static final Reply STORED = Reply.of(250, "2.0.0", "Stored");

  /// One recipient's copy.
  private record Copy(Path mailbox, Path temporary, Path finished) {}

  private final MaildirStore store;
  private final MaildirNames names;
  private final HopSettings.Maildir settings;
  private final Handing handing;

  /// Every file that may exist, so that it can be removed.
  private final List<Path> leftovers = new ArrayList<>();

  MaildirDelivery(
      MaildirStore store, MaildirNames names, HopSettings.Maildir settings, Handing handing) {
    this.store = store;
    this.names = names;
    this.settings = settings;
    this.handing = handing;
  }

  Handover deliver(Commit commit) {
    try {
      List<Copy> copies = writeAll();
      if (!handing.clientStillThere().getAsBoolean()) {
        removeLeftovers();
        return new Handover.ClientGone();
      }
      if (!commit.begin()) {
        return new Handover.Failed("writing took too long" + removeLeftovers(), true);
      }
      makeVisible(copies);
      String id = copies.getFirst().finished().getFileName().toString();
      return new Handover.Taken(STORED, Optional.of(id));
    } catch (IOException | RuntimeException e) {
      String cause = "the message could not be stored: " + e + removeLeftovers();
      return FullDisk.caused(e) ? new Handover.NoRoom(cause) : new Handover.Failed(cause, true);
    }
  }

  private List<Copy> writeAll() throws IOException {
    Map<String, Envelope.Recipient> mailboxes = new LinkedHashMap<>();
    for (Envelope.Recipient recipient : handing.envelope().recipients()) {
      mailboxes.putIfAbsent(MailboxName.of(recipient.path(), settings.delimiter()), recipient);
    }
    List<Copy> copies = new ArrayList<>(mailboxes.size());
    for (var entry : mailboxes.entrySet()) {
      copies.add(write(settings.root().resolve(entry.getKey()), entry.getValue()));
    }
    return copies;
  }

  private Copy write(Path mailbox, Envelope.Recipient recipient) throws IOException {
    store.prepare(mailbox);
    String name = names.next(handing.id());
    Path temporary = mailbox.resolve("tmp").resolve(name);
    leftovers.add(temporary);
    long size = 0;
    try (Writing file = store.create(temporary)) {
      OutputStream out = file.out();
      for (HeaderField field : top(recipient)) {
        size += write(out, field);
      }
      for (HeaderField field : handing.added()) {
        size += write(out, field);
      }
      handing.content().writeTo(out);
      size += handing.content().size();
      file.sync();
    }
    Path finished = mailbox.resolve("new").resolve(MaildirNames.finished(name, size));
    return new Copy(mailbox, temporary, finished);
  }

  private static long write(OutputStream out, HeaderField field) throws IOException {
    byte[] octets = field.bytes();
    out.write(octets);
    return octets.length;
  }

  /// RFC 5321 section 4.4: the server that makes final delivery inserts the return path.
  private List<HeaderField> top(Envelope.Recipient recipient) {
    return List.of(
        new HeaderField("Return-Path", "<" + handing.envelope().sender().text() + ">"),
        new HeaderField("Delivered-To", recipient.path().text()));
  }

  private void makeVisible(List<Copy> copies) throws IOException {
    for (Copy copy : copies) {
      leftovers.add(copy.finished());
      store.rename(copy.temporary(), copy.finished());
    }
    for (Copy copy : copies) {
      store.syncDirectory(copy.mailbox().resolve("new"));
    }
  }

  /// Best effort: what cannot be removed lies in tmp, where Maildir readers clean up after 36
  /// hours, or is a copy that the client's retry will double.
  ///
  /// @return for the journal: empty, or how many files were left behind
  private String removeLeftovers() {
    int left = 0;
    for (Path leftover : leftovers) {
      try {
        store.delete(leftover);
      } catch (IOException e) {
        left++;
      }
    }
    return left == 0 ? "" : "; " + left + " files could not be removed";
  }
}
