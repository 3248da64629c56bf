package weir.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import weir.describe.Description.AskedList;
import weir.describe.Description.Mark;
import weir.describe.Description.Reason;

/// The sentences around what a policy says, the same on every kind of page. They are for people who
/// do not know mail: what a mail server is, they learn here.
final class Words {
  static final String WHEN_REFUSED = "If your message came back";
  static final String REFUSED = "Why a message is refused";
  static final String SIGNS = "What counts against a message";
  static final String SLOWED = "What makes us answer slowly";
  static final String MARKS = "How messages are marked";
  static final String LIMITS = "Sizes, numbers and times";
  static final String FINE_PRINT = "What else is good to know";
  static final String CHANGES = "What changed, and when";
  static final String TERMS = "Words on this page";
  static final String NOTE_SAYS = "The note says";
  static final String TO_MEND = "For whoever runs that mail server";

  private Words() {}

  static String title(Description it) {
    return "Which mail %s takes%s"
        .formatted(it.server(), it.forWhom().map(whom -> " for " + whom).orElse(""));
  }

  static List<String> introduction(Description it) {
    List<String> texts = new ArrayList<>();
    it.about().ifPresent(texts::add);
    texts.add(
        "This mail server receives mail for its customers and keeps unwanted mail away from them. Here are its rules, as they are in use. Whoever is refused is told why.");
    return texts;
  }

  static List<String> whenRefused(Description it) {
    List<String> texts = new ArrayList<>();
    texts.add(
        "The note that you got from your own mail server has a sentence with the reason, and an id of thirteen letters and digits in square brackets, such as [508rcz6g9vgh3]. The reasons are explained below, each with the words of its note: look for the sentence of your note there.");
    texts.add(
        "Most reasons are about the mail server that sent your message, not about you: show the note to whoever runs it, often your own provider or your company's computer department. They will understand it.");
    texts.add(
        it.contact()
            .map(
                contact -> "If that does not help, ask us: " + contact + ". Please give us the id.")
            .orElse(
                "If that does not help, write to postmaster at the place that you wanted to reach: the same address with \"postmaster\" before the @. Please give the id."));
    if (it.postmasterSpared()) {
      texts.add(
          "Mail to postmaster, such as postmaster@example.com, is let in nearly always, so that you can ask.");
    }
    return texts;
  }

  static String seen(Reason reason, Description it) {
    return seen(reason.seen(), reason.lists(), it.listsOut());
  }

  static String seen(Mark mark, Description it) {
    return seen(mark.seen(), mark.lists(), it.listsOut());
  }

  /// What was seen, with the lists that say so, whether or not they are asked now.
  static String seen(String sentence, List<AskedList> lists) {
    return seen(sentence, lists, List.of());
  }

  private static String seen(String sentence, List<AskedList> lists, List<String> out) {
    if (lists.isEmpty()) {
      return sentence;
    }
    return sentence.substring(0, sentence.length() - 1)
        + ": "
        + lists.stream()
            .map(list ->
                list.zone()
                    + (list.partly() ? " (some of its entries)" : "")
                    + (out.contains(list.zone()) ? " (not asked now)" : ""))
            .collect(Collectors.joining(", "))
        + ".";
  }

  static String aboutRefused(Description it) {
    return "Each of these is reason enough alone. \"The sending computer\" is the one that brings the message to us: usually the mail server of the sender's provider, seldom the sender's own computer. The text after \"The note says\" is for those who run it. How much is too much, of what we count, stands under \""
        + LIMITS
        + "\".";
  }

  static String aboutSigns(Description it) {
    String marked =
        it.signsMark()
            .map(field ->
                " Several of them mark a message with the line %s, by which its reader's program can sort it."
                    .formatted(field))
            .orElse("");
    String refused =
        it.signsRefuse()
            ? " Many of them together lead to a refusal: the note then speaks of signs that add up."
            : "";
    return "None of these is a reason to refuse a message by itself."
        + marked
        + refused
        + " How much each of them weighs we do not say: it would help nobody but senders of spam.";
  }

  static String aboutSlowed() {
    return "None of these refuses a message or counts against it. The sending computer only waits longer for our answers, as it would at a busy hour. From how much on, stands under \""
        + LIMITS
        + "\".";
  }

  static List<String> finePrint(Description it) {
    List<String> texts = new ArrayList<>();
    List<String> asked = it.lists().stream().filter(zone -> !it.listsOut().contains(zone)).toList();
    if (!asked.isEmpty()) {
      texts.add(
          "We ask these lists, which others keep: "
              + String.join(", ", asked)
              + ". What follows from each of them is said above. Who is on such a list gets off it only through those who keep it; the refusal names the list.");
    }
    if (!it.listsOut().isEmpty()) {
      texts.add(
          "Not asked now, because they did not answer as a list should: "
              + String.join(", ", it.listsOut())
              + ". Nobody is refused for them until they do.");
    }
    texts.add(
        it.waits()
            ? "Where something cannot be found out, because some other computer does not answer, a message may have to wait: the sender's mail server is asked to try again later. It is never refused for good for that."
            : "Where something cannot be found out, because some other computer does not answer, that never speaks against a message.");
    if (it.logins()) {
      texts.add(
          "Customers of ours who send mail log in for that, with a name and a password; the rules for strangers are not for them.");
    }
    texts.add(
        "Not on this page: whom we block or allow one by one, and what our own rules look for. Who is refused for one of them is told so.");
    it.page()
        .ifPresent(page -> texts.add("This page is at " + page + ", which every refusal names."));
    texts.add(
        "These rules have the name and version %s@%s, which we can find again."
            .formatted(it.policy(), it.version()));
    return texts;
  }

  /// A word and what it means.
  record Term(String word, String meaning) {}

  static final List<Term> TERMS_AND_MEANINGS =
      List.of(
          new Term(
              "mail server",
              "A computer that carries mail for many people, as a post office does."),
          new Term(
              "sending computer",
              "The computer that brings a message to us: usually the sender's mail server, sometimes a computer that somebody has broken into."),
          new Term(
              "DNS",
              "The directory of the internet. It says which computers belong to a name such as example.com."),
          new Term(
              "reverse name",
              "The name that the directory gives for a computer's address. Mail servers that are run with care have one."),
          new Term(
              "block list",
              "A list of addresses that send spam. Somebody keeps it, and mail servers can ask it."),
          new Term(
              "refused",
              "The message does not get to its recipient, and the sender's mail server is told why. It tells the sender."),
          new Term(
              "relaying",
              "Sending mail through a mail server to somebody who is not its customer. Notes about refused mail use the word."));
}
