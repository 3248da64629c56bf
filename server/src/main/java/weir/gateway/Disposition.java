package weir.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.enforce.Enforcement;
import weir.held.Draft;
import weir.held.HeldState;
import weir.held.Keeping;
import weir.held.Letter;
import weir.held.Why;
import weir.journal.Entry;
import weir.mail.Content;
import weir.smtp.Reply;
import weir.verdict.Outcome;
import weir.verdict.Verdict;

/// Gives every recipient of a judged message what its own policy says.
///
/// Where all agree, as nearly always, that is one hand-over. Otherwise whatever the next hop does
/// not get with it is durable in our store before the hand-over begins, and stays or goes by its
/// answer: one commit behind the client's reply, and never a bounce after it (invariant 1). A
/// recipient whose policy refuses the message, among others that take it, has it held, unless the
/// client takes a reply for each recipient ([Prdr]).
final class Disposition {
  private final Talk talk;
  private final HopDelivery delivery;

  Disposition(Talk talk, HopDelivery delivery) {
    this.talk = talk;
    this.delivery = delivery;
  }

  /// A copy that the next hop does not get now.
  private record Stored(Copy copy, Why why, HeldState becomes) {
    Entry.Kept kept() {
      return becomes == HeldState.HELD ? Entry.Kept.HELD : Entry.Kept.COPY;
    }
  }

  Reply carryOut(Transaction transaction, List<PolicyGroup> groups, Content content) {
    if (groups.stream().allMatch(PolicyGroup::refused)) {
      return refusal(groups);
    }
    List<Stored> stored = new ArrayList<>();
    List<Copy> passing = new ArrayList<>();
    for (PolicyGroup group : groups) {
      // Whoever can be told no has nothing kept for it.
      if (!(group.refused() && Prdr.agreed(transaction))) {
        sort(group, stored, passing);
      }
    }
    if (passing.isEmpty()) {
      return keep(transaction, stored, content);
    }
    Copy first = passing.removeFirst();
    for (Copy copy : passing) {
      if (copy.tags().equals(first.tags())) {
        first = first.with(copy);
      } else {
        stored.add(new Stored(copy, own(copy), HeldState.RELEASING));
      }
    }
    return stored.isEmpty()
        ? delivery.deliver(transaction, first, content)
        : deliverAndKeep(transaction, first, stored, content);
  }

  /// Where nobody takes it, and one policy would take it later, the client comes again.
  private static Reply refusal(List<PolicyGroup> groups) {
    List<Reply> refusals =
        groups.stream().flatMap(group -> group.enforcement().refusal().stream()).toList();
    return refusals.stream()
        .filter(reply -> !reply.isPermanent() && !reply.closes())
        .findFirst()
        .or(() -> refusals.stream().filter(reply -> !reply.isPermanent()).findFirst())
        .orElseGet(refusals::getFirst);
  }

  private static void sort(PolicyGroup group, List<Stored> stored, List<Copy> passing) {
    Enforcement said = group.enforcement();
    Optional<Outcome.Reason> ofAll = reason(said.verdict());
    if (ofAll.isPresent()) {
      stored.add(held(group.recipients(), ofAll.get(), said.verdict(), said));
      return;
    }
    List<Transaction.Accepted> rest = new ArrayList<>();
    Map<String, List<Transaction.Accepted>> quarantined = new LinkedHashMap<>();
    for (Transaction.Accepted each : group.recipients()) {
      each.atRcpt()
          .quarantine()
          .ifPresentOrElse(
              reason -> quarantined.computeIfAbsent(reason.id(), _ -> new ArrayList<>()).add(each),
              () -> rest.add(each));
    }
    for (List<Transaction.Accepted> some : quarantined.values()) {
      Enforcement atRcpt = some.getFirst().atRcpt();
      stored.add(held(some, atRcpt.quarantine().orElseThrow(), atRcpt.verdict(), said));
    }
    if (!rest.isEmpty()) {
      passing.add(Copy.of(rest, said.fields()));
    }
  }

  private static Stored held(
      List<Transaction.Accepted> recipients,
      Outcome.Reason reason,
      Verdict verdict,
      Enforcement ofMessage) {
    return new Stored(
        Copy.of(recipients, ofMessage.fields()),
        Why.of(reason.id(), reason.said(), verdict),
        HeldState.HELD);
  }

  private static Why own(Copy copy) {
    return Why.of(
        Why.COPY,
        "The header fields of its policy differ from those of the first copy",
        copy.recipients().getFirst().atRcpt().verdict());
  }

  /// Why a policy keeps the message from its recipients, refusals included.
  private static Optional<Outcome.Reason> reason(Verdict verdict) {
    return switch (verdict.outcome()) {
      case Outcome.Pass() -> Optional.empty();
      case Outcome.Defer(var reason) -> Optional.of(reason);
      case Outcome.Reject(var reason) -> Optional.of(reason);
      case Outcome.Close(var reason) -> Optional.of(reason);
      case Outcome.Quarantine(var reason) -> Optional.of(reason);
    };
  }

  private Reply keep(Transaction transaction, List<Stored> stored, Content content) {
    Keeping kept = store(transaction, stored, content, false);
    return kept instanceof Keeping.Durable
        ? noted(transaction, stored, OwnReplies.taken(transaction.id(), Optional.empty()))
        : notKept(kept);
  }

  private Reply deliverAndKeep(
      Transaction transaction, Copy first, List<Stored> stored, Content content) {
    Keeping kept = store(transaction, stored, content, true);
    if (!(kept instanceof Keeping.Durable durable)) {
      return notKept(kept);
    }
    Reply reply = delivery.deliver(transaction, first, content);
    Keeping settled = talk.gateway.held().settle(durable, reply.isPositive());
    if (!reply.isPositive()) {
      return reply;
    }
    return settled instanceof Keeping.Durable
        ? noted(transaction, stored, reply)
        : notKept(settled);
  }

  private Reply noted(Transaction transaction, List<Stored> stored, Reply reply) {
    for (Stored each : stored) {
      transaction.kept(each.copy().recipients(), each.kept());
    }
    return reply;
  }

  private static Reply notKept(Keeping kept) {
    return switch (kept) {
      case Keeping.Full(var _) -> OwnReplies.NO_ROOM;
      case Keeping.DiskFull(var _) -> OwnReplies.NO_ROOM;
      case Keeping.Failed(var _) -> OwnReplies.NOT_WRITTEN;
      case Keeping.ClientGone() -> OwnReplies.NOT_WRITTEN;
      case Keeping.Durable(var _) -> throw new IllegalStateException("it was kept");
    };
  }

  private Keeping store(
      Transaction transaction, List<Stored> stored, Content content, boolean pending) {
    String hop = transaction.way().orElseThrow().hop();
    List<Draft> drafts = new ArrayList<>(stored.size());
    for (Stored each : stored) {
      drafts.add(
          new Draft(
              transaction.envelope(each.copy().recipients()),
              delivery.added(transaction, each.copy()),
              hop,
              each.why(),
              each.becomes()));
    }
    Letter letter =
        new Letter(
            transaction.id(),
            talk.gateway.clock().instant(),
            delivery.client(),
            talk.facts().message().flatMap(message -> message.subject()),
            content);
    return talk.gateway.held().keep(letter, drafts, pending, () -> !talk.wire.peerClosed());
  }
}
