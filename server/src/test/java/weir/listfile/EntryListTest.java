package weir.listfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.listfile.EntryList.Match;
import weir.mail.Domain;
import weir.mail.Path;
import weir.pattern.Pattern;
import weir.pattern.Reading;

class EntryListTest {
  private static EntryList list(Kind kind, ReadAs readAs, String... lines) {
    ListFile file = ListFile.of(List.of(lines), kind, readAs);
    assertThat(file.mistakes()).isEmpty();
    return file.list();
  }

  private static Sought address(String text) {
    int at = text.lastIndexOf('@');
    return Sought.address(
        new Path.Mailbox(
            text.substring(0, at), Domain.parse(text.substring(at + 1)).orElseThrow()));
  }

  private static Word decides(EntryList list, String address) {
    List<Match> found = list.find(address(address));
    return found.isEmpty() ? Word.EXCEPTED : found.getFirst().word();
  }

  private static boolean lists(EntryList list, String address) {
    return decides(list, address) == Word.LISTED;
  }

  @ParameterizedTest
  @CsvSource({
    "sue@example.net, sue@example.net, true",
    "sue@example.net, SUE@Example.NET, true",
    "sue@example.net, susue@example.net, false",
    "sue@example.net, sue@sub.example.net, false",
    "@example.net, sue@example.net, true",
    "@example.net, sue@sub.example.net, false",
    "@example.net, sue@myexample.net, false",
    ".example.net, sue@example.net, false",
    ".example.net, sue@a.b.example.net, true",
    ".example.net, sue@myexample.net, false",
    "suffix:example.net, sue@example.net, true",
    "suffix:example.net, sue@a.example.net, true",
    "suffix:example.net, sue@myexample.net, false",
    "noreply@, noreply@any.example, true",
    "noreply@, noreply2@any.example, false",
    "exact:@aol.com, x@aolxcom.evil, false",
    "@bücher.example, x@xn--bcher-kva.example, true",
    "glob:*@isp, fred@isp, true",
    "glob:b?unce-[0-9]*@*, bounce-7x@a.example, true",
    "glob:b?unce-[^0-9]*@*, bounce-7x@a.example, false",
    "glob:a\\*b@x.example, a*b@x.example, true",
    "glob:a\\*b@x.example, axb@x.example, false",
    "regex:bad\\.domain, X@BAD.DOMAIN, true",
    "regex:bad\\.domain, x@badxdomain.example, false",
    "regex:^promo-\\d+@, promo-12@a.example, true",
    "'regex:(?:one|two)\\b', two@a.example, true",
  })
  void aLiteralStaysLiteralAndAPatternIsOne(String line, String address, boolean listed) {
    assertThat(lists(list(Kind.SENDERS, ReadAs.PLAIN, line), address)).isEqualTo(listed);
  }

  @Test
  void vector_14_the_last_matching_line_of_a_wildmat_list_decides() {
    EntryList exception = list(Kind.SENDERS, ReadAs.GLOB, "*@isp", "!fred@isp");
    assertThat(lists(exception, "fred@isp")).isFalse();
    assertThat(lists(exception, "anna@isp")).isTrue();
    EntryList reversed = list(Kind.SENDERS, ReadAs.GLOB, "!fred@isp", "*@isp");
    assertThat(lists(reversed, "fred@isp")).isTrue();
  }

  @Test
  void vector_13_regular_expressions_in_the_manner_of_qregex() {
    EntryList dotless = list(Kind.NAMES, ReadAs.QREGEX, "!\\.");
    assertThat(dotless.find(Sought.name("localhost"))).hasSize(1);
    assertThat(dotless.find(Sought.name(""))).hasSize(1);
    assertThat(dotless.find(Sought.name("mail.example.net"))).isEmpty();
    assertThat(lists(list(Kind.SENDERS, ReadAs.QREGEX, "bad\\.domain"), "X@BAD.DOMAIN")).isTrue();
    EntryList marks = list(Kind.SENDERS, ReadAs.QREGEX, "[!%#:*^(){}]", "@.*@");
    assertThat(lists(marks, "a%b@example.com")).isTrue();
    assertThat(lists(marks, "b!a@example.com")).isTrue();
    assertThat(lists(marks, "ann@example.com")).isFalse();
    assertThat(lists(marks, "a@b@example.com")).isTrue();
    assertThat(lists(list(Kind.SENDERS, ReadAs.QREGEX, "!@"), "ann@example.com")).isFalse();
  }

  @Test
  void ofSeveralNegatedExpressionsEachIsARequirement() {
    EntryList both = list(Kind.NAMES, ReadAs.QREGEX, "!\\.", "!^mail");
    assertThat(both.find(Sought.name("mail.example.net"))).isEmpty();
    assertThat(both.find(Sought.name("mx.example.net"))).extracting(Match::line).containsExactly(2);
  }

  @ParameterizedTest
  @CsvSource({
    "[[:digit:]]{3}, a123@x.example, true",
    "[[:digit:]]{3}, a12@x.example, false",
    "[]x]a, x]a@x.example, true",
    "[\\d]z, dz@y.example, true", // a backslash in brackets is one, and d is a letter
    "[\\d]z, 7z@y.example, false",
    "a{b, a{b@x.example, true",
    "[a&&b]c, &c@x.example, true",
    "[[.-.]]q, -q@x.example, true",
    "^(news|promo)[-.], promo-x@y.example, true",
  })
  void bracketsAreThoseOfPosix(String expression, String address, boolean listed) {
    assertThat(lists(list(Kind.SENDERS, ReadAs.QREGEX, expression), address)).isEqualTo(listed);
  }

  @Test
  void theFormsOfSpamcontrolSayWhatTheyDemand() {
    EntryList list =
        list(
            Kind.SENDERS,
            ReadAs.SPAMCONTROL,
            "@ours.example+",
            "@noname.example-",
            "@bank.example=",
            "?friend@bank.example",
            "*@spam.example",
            "!ann@spam.example",
            "~dialup.example");
    assertThat(list.find(address("a@ours.example")).getFirst().demand())
        .isEqualTo(new Demand.Stranger());
    assertThat(list.find(address("a@noname.example")).getFirst().demand())
        .isEqualTo(new Demand.NoReverseName());
    assertThat(list.find(address("a@bank.example")).getFirst().demand())
        .isEqualTo(new Demand.NameElsewhere(new Domain("bank.example")));
    assertThat(decides(list, "friend@bank.example")).isEqualTo(Word.ALLOWED);
    assertThat(lists(list, "bob@spam.example")).isTrue();
    assertThat(lists(list, "ann@spam.example")).isFalse();
    assertThat(list.hosts())
        .extracting(EntryList.Host::domain)
        .containsExactly(new Domain("dialup.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "?friend@bank.example, @bank.example-",
    "?friend@bank.example, @bank.example",
    "?friend@bank.example, *@bank.example",
    "?friend@bank.example, friend@bank.example",
    "?friend@bank.example, !friend@bank.example",
    "?fr*@bank.example, friend@bank.example"
  })
  void whomALineOfSpamcontrolLetsInIsLetInWhereverItStands(String letsIn, String other) {
    EntryList first = list(Kind.SENDERS, ReadAs.SPAMCONTROL, letsIn, other);
    assertThat(decides(first, "friend@bank.example")).isEqualTo(Word.ALLOWED);
    EntryList last = list(Kind.SENDERS, ReadAs.SPAMCONTROL, other, letsIn);
    assertThat(decides(last, "friend@bank.example")).isEqualTo(Word.ALLOWED);
    assertThat(decides(first, "x@bank.example")).isNotEqualTo(Word.ALLOWED);
  }

  @Test
  void whatIsToldStandsBehindATab() {
    EntryList list =
        list(Kind.SENDERS, ReadAs.PLAIN, "@spam.example\tAsk your provider", "regex:^x\tNo x");
    assertThat(list.find(address("a@spam.example")).getFirst().said())
        .contains("Ask your provider");
    assertThat(list.find(address("xy@b.example")).getFirst().said()).contains("No x");
  }

  @Test
  void ofALiteralThatStandsTwiceTheLastLineDecides() {
    EntryList list =
        list(
            Kind.SENDERS,
            ReadAs.PLAIN,
            "@a.example\tone",
            "!b@a.example",
            "b@a.example",
            "@a.example");
    assertThat(list.find(address("x@a.example")).getFirst()).extracting(Match::line).isEqualTo(4);
    assertThat(list.find(address("x@a.example")).getFirst().said()).isEmpty();
    assertThat(lists(list, "b@a.example")).isTrue();
  }

  @Test
  void manyLinesOfOneLiteralAreOneEntry() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      lines.add("same@example.net");
    }
    EntryList list = ListFile.of(lines, Kind.SENDERS, ReadAs.PLAIN).list();
    assertThat(list.size()).isEqualTo(1);
    assertThat(list.find(address("same@example.net")))
        .extracting(Match::line)
        .containsExactly(200_000);
  }

  /// Against the plain way: every line asked on its own.
  @Test
  void anIndexedListFindsWhatItsLinesFindOneByOne() {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        lines.add(randomLine(random));
      }
      lines.removeIf(
          line -> !ListFile.of(List.of(line), Kind.SENDERS, ReadAs.PLAIN).mistakes().isEmpty());
      EntryList all = list(Kind.SENDERS, ReadAs.PLAIN, lines.toArray(String[]::new));
      List<EntryList> each =
          lines.stream().map(line -> list(Kind.SENDERS, ReadAs.PLAIN, line)).toList();
      for (int i = 0; i < 100; i++) {
        Sought sought = address(word(random) + "@" + name(random));
        List<Integer> oneByOne = new ArrayList<>();
        for (int line = each.size(); line > 0; line--) {
          // A literal that stands there again further down counts there only.
          boolean again =
              lines.subList(line, lines.size()).contains(lines.get(line - 1))
                  && !lines.get(line - 1).startsWith("regex:")
                  && !lines.get(line - 1).startsWith("glob:");
          if (!again && !each.get(line - 1).find(sought).isEmpty()) {
            oneByOne.add(line);
          }
        }
        assertThat(all.find(sought)).extracting(Match::line).isEqualTo(oneByOne);
      }
    }
  }

  private static String randomLine(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> word(random) + "@" + name(random);
      case 1 -> "@" + name(random);
      case 2 -> "." + name(random);
      case 3 -> word(random) + "@";
      case 4 -> "glob:*" + word(random) + "*@" + name(random);
      case 5 -> "glob:" + word(random) + "?@[a-m]*";
      case 6 -> "regex:^" + word(random) + "[0-9]*" + word(random) + "?.*@" + name(random) + "$";
      default -> "regex:" + word(random) + "|" + word(random) + "\\." + word(random);
    };
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(3) + 1; i > 0; i--) {
      word.append("abm7".charAt(random.nextInt(4)));
    }
    return word.toString();
  }

  private static String name(Random random) {
    return word(random) + "." + "ab".charAt(random.nextInt(2)) + ".example";
  }

  /// The engine is the judge of what the pieces leave out.
  @Test
  void whoeverMatchesHasThePieces() {
    Random random = new Random(11);
    String atoms = "ab.|()*+?[]{}^$\\dkK1,:&-";
    int tried = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder made = new StringBuilder();
      for (int k = random.nextInt(10) + 1; k > 0; k--) {
        made.append(atoms.charAt(random.nextInt(atoms.length())));
      }
      String expression = made.toString();
      List<List<String>> pieces = Pattern.pieces(expression);
      if (pieces.isEmpty()
          || !(Pattern.readIgnoringCase(expression) instanceof Reading.Good(var pattern))) {
        continue;
      }
      for (int k = 0; k < 20; k++) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(8); n > 0; n--) {
          text.append("abk1,.:&-{}]K\u212A".charAt(random.nextInt(14)));
        }
        String folded = text.toString().toLowerCase(Locale.ROOT);
        if (pattern.find(folded)) {
          tried++;
          assertThat(pieces)
              .as("%s in %s", expression, folded)
              .anyMatch(alternative -> alternative.stream().allMatch(folded::contains));
        }
      }
    }
    assertThat(tried).isGreaterThan(300);
  }
}
