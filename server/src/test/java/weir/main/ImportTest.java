package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.config.Mistake;
import weir.former.OldFile;
import weir.former.QmailControl;
import weir.former.QmailSite;
import weir.hostrules.HostsAccess;
import weir.imports.Draft;
import weir.imports.DraftFile;
import weir.imports.DraftFolder;
import weir.imports.HostsAccessImport;
import weir.imports.Ledger;
import weir.imports.PostfixImport;
import weir.imports.QmailImport;
import weir.imports.QregexImport;
import weir.imports.RblsmtpdImport;
import weir.imports.Remark;
import weir.imports.TcprulesImport;
import weir.settings.ConfigurationCheck;

/// Made sites of the old kind: what is written of them is a configuration without a mistake, and no
/// line of theirs is dropped in silence.
class ImportTest {
  @TempDir Path folder;

  private static Path site(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(ImportTest.class.getResource("/weir/imports/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Mistake> checked(Draft draft) throws IOException {
    return ConfigurationCheck.mistakes(DraftFolder.write(draft, folder).getFirst());
  }

  private static void everyLineIsAccountedFor(Draft draft) {
    assertThat(draft.ledger().unaccounted()).isEmpty();
    assertThat(draft.ledger().fates()).hasSize(draft.ledger().size());
    assertThat(draft.remarks())
        .extracting(Remark::what)
        .noneMatch(what -> what.startsWith("lines that"));
  }

  private static Draft qmail() throws IOException {
    return QmailImport.of(QmailSite.read(site("qmail-site"), Optional.empty()));
  }

  @Test
  void aQmailSiteBecomesAConfigurationWithoutMistakes() throws IOException {
    Draft draft = qmail();

    assertThat(checked(draft)).isEmpty();
    everyLineIsAccountedFor(draft);
  }

  @Test
  void everyFileWithSomethingInItIsNamedInWhatIsWritten() throws IOException {
    Draft draft = qmail();
    String all =
        DraftFile.text(draft)
            + String.join("", draft.lists().stream().map(DraftFile::text).toList());

    assertThat(QmailControl.read(site("qmail-site")).files().keySet())
        .allSatisfy(name -> assertThat(all).contains(name));
  }

  @Test
  void aKeyIsNeverShown() throws IOException {
    assertThat(DraftFile.text(qmail())).doesNotContain("SECRET").contains("servercert.pem");
  }

  @Test
  void withoutRcpthostsTheRelayStaysShut() throws IOException {
    Path control = Files.createDirectory(folder.resolve("control"));
    Files.writeString(control.resolve("me"), "mx.site.example\n");
    Files.writeString(control.resolve("locals"), "site.example\n");
    Draft draft = QmailImport.of(QmailSite.read(folder, Optional.empty()));

    assertThat(checked(draft)).isEmpty();
    assertThat(Files.readString(folder.resolve("domains"))).contains("\nsite.example\n");
    assertThat(draft.remarks())
        .anySatisfy(remark -> {
          assertThat(remark.kind()).isEqualTo(Remark.Kind.TRAP);
          assertThat(remark.text()).contains("there is no rcpthosts", "relays for everybody");
        });
  }

  @Test
  void theSpamThrottleKeepsItsLawAndItsPaceForAll() throws IOException {
    Draft draft = qmail();

    assertThat(DraftFile.text(draft))
        .containsPattern("\\[checks.throttle]\\R(.+\\R)*?enabled = true")
        .contains("mode = \"smooth\"", "target = \"2000ms\"", "usual-recipients = 10");
    assertThat(draft.remarks())
        .anySatisfy(remark -> assertThat(remark.what()).isEqualTo("a pace for some networks only"));
  }

  @Test
  void aSpamThrottleThatNeverSleptStaysOff() throws IOException {
    Path control = Files.createDirectory(folder.resolve("control"));
    Files.writeString(control.resolve("me"), "mx.site.example\n");
    Files.writeString(control.resolve("rcpthosts"), "site.example\n");
    Files.writeString(control.resolve("spamt"), "::2000:0:0:10:0::\n.\n");
    Draft draft = QmailImport.of(QmailSite.read(folder, Optional.empty()));

    assertThat(checked(draft)).isEmpty();
    assertThat(DraftFile.text(draft)).contains("enabled = false").doesNotContain("smooth");
  }

  @Test
  void deadBlockListsAreLeftOutWithTheirFate() throws IOException {
    Draft draft = RblsmtpdImport.of("-b -r relays.ordb.org -r bl.example.org qmail-smtpd");

    assertThat(checked(draft)).isEmpty();
    assertThat(DraftFile.text(draft))
        .contains("{name = \"bl.example.org\", listed = {reject = true}}")
        .doesNotContain("name = \"relays.ordb.org\"");
    assertThat(draft.remarks()).extracting(Remark::text).anyMatch(text -> text.contains("2008"));
  }

  @Test
  void aPlaceThatSaysTheSameSeveralTimesIsNamedOnce() throws IOException {
    Draft draft = RblsmtpdImport.of("-r bl.example.org -r bl.example.org -r bl.example.org");

    assertThat(draft.remarks())
        .extracting(Remark::text)
        .contains(
            "list bl.example.org (rblsmtpd:1): it is named twice, and the first place counts.");
  }

  @Test
  void aListInOtherSpellingsIsOne() throws IOException {
    Draft draft = RblsmtpdImport.of("-r BL.example.org -r bl.example.org.");

    assertThat(checked(draft)).isEmpty();
    assertThat(DraftFile.text(draft)).containsOnlyOnce("name = \"bl.example.org\"");
  }

  @Test
  void wordsThatNameNoListAreNotCarriedOver() throws IOException {
    Draft draft = RblsmtpdImport.of("run");

    assertThat(draft.remarks())
        .extracting(Remark::text)
        .anyMatch(text -> text.contains("nothing in these words names a list"));
    assertThat(draft.ledger().count(Ledger.Fate.CARRIED)).isZero();
    assertThat(draft.ledger().count(Ledger.Fate.LEFT_OUT)).isEqualTo(1);
  }

  @Test
  void whatAnOldFileHoldsCannotEndAComment() throws IOException {
    Path control = Files.createDirectory(folder.resolve("control"));
    Files.writeString(control.resolve("me"), "mx.site.example\n");
    Files.writeString(
        control.resolve("databytes"), "1000000\u0085[rules.x]\u2028when = \"true\"\u0007\n");
    Files.writeString(control.resolve("rcpthosts"), "site.example\r\n\"].x\n");
    Draft draft = QmailImport.of(QmailSite.read(folder, Optional.empty()));

    assertThat(checked(draft)).isEmpty();
    assertThat(DraftFile.text(draft).lines()).noneMatch(line -> line.startsWith("[rules"));
    assertThat(draft.ledger().count(Ledger.Fate.LEFT_OUT)).isPositive();
  }

  @Test
  void everyPatternListOfQregexIsReadAsSuchAndABrokenLineIsSaid() throws IOException {
    Draft draft =
        QregexImport.of(
            List.of(
                OldFile.of("badhelo", "!\\.\n^[0-9.]+$\nbad(\n"),
                OldFile.of("badmailtonorelay", "[!%#:*^(){}]\n"),
                OldFile.of("goodmail", "x\n")));

    assertThat(checked(draft)).isEmpty();
    everyLineIsAccountedFor(draft);
    assertThat(Files.readString(folder.resolve("lists/badhelo")))
        .isEqualTo("!\\.\n^[0-9.]+$\n# not taken over: bad(\n");
    assertThat(DraftFile.text(draft))
        .contains("{file = \"lists/badhelo\", read-as = \"qregex\", clients = \"all\"}")
        .contains("{file = \"lists/badmailtonorelay\", read-as = \"qregex\"}")
        .contains("goodmail:1");
  }

  @Test
  void aPostfixSiteBecomesAConfigurationWithoutMistakes() throws IOException {
    Draft draft = PostfixImport.read(site("postfix-site")).draft();

    assertThat(checked(draft)).isEmpty();
    everyLineIsAccountedFor(draft);
    assertThat(DraftFile.text(draft))
        .contains("codes = [\"127.0.0.2\", \"127.0.0.4-11\"]")
        .contains("\"10.1.2.0/24\", # main.cf:8: mynetworks")
        .doesNotContain("name = \"dnsbl.sorbs.net\"");
  }

  @Test
  void ofATableOfPostfixTheMostSpecificLineStandsLast() throws IOException {
    assertThat(checked(PostfixImport.read(site("postfix-site")).draft())).isEmpty();

    assertThat(Files.readAllLines(folder.resolve("lists/sender_access-block")))
        .containsSubsequence(
            "suffix:bulk.example\tWrite from an address of your own", "!joe@bulk.example");
    assertThat(Files.readAllLines(folder.resolve("lists/helo.pcre-block")))
        .containsSubsequence(
            "regex:\\.dynamic\\.example$", "regex:^localhost$\tThat is not your name")
        .doesNotContain("regex:z");
  }

  @Test
  void rulesOfTcpserverAreCopiedLineByLineAndABrokenOneIsSaid() throws IOException {
    Draft draft =
        TcprulesImport.of(
            OldFile.of(
                "tcp.smtp",
                """
                # ours
                127.:allow,RELAYCLIENT="",MFCHECK="0"
                10.1.2.3:permit
                192.0.2.4:allow,RELAYCLIENT="@fax",QMAILQUEUE="/bin/x"
                joe@192.0.2.5:deny
                no rule
                :allow
                """));

    assertThat(checked(draft)).isEmpty();
    everyLineIsAccountedFor(draft);
    assertThat(Files.readAllLines(folder.resolve("tcp.smtp")))
        .hasSize(7)
        .element(2)
        .isEqualTo("# not taken over: 10.1.2.3:permit");
    assertThat(DraftFile.text(draft))
        .contains("onward-hop = \"inner-out\"", "variable QMAILQUEUE", "rules for a user@")
        .doesNotContain("MFCHECK");
  }

  @Test
  void hostsAllowAndDenyAreCopiedLineByLineAndABrokenOneIsSaid() throws IOException {
    OldFile allow =
        OldFile.of(
            "hosts.allow", "tcp-env : .partner.example : setenv RELAYCLIENT\nALL : 10. : frob\n");
    OldFile deny = OldFile.of("hosts.deny", "ALL : PARANOID\ntcp-env : 192.0.2.0/24\n");
    HostsAccess rules =
        HostsAccess.parse(
            new HostsAccess.Named(allow.name(), allow.text()),
            new HostsAccess.Named(deny.name(), deny.text()),
            HostsAccess.PatternFiles.NONE);
    Draft draft = HostsAccessImport.of(allow, deny, "tcp-env", rules);

    assertThat(checked(draft)).isEmpty();
    everyLineIsAccountedFor(draft);
    assertThat(Files.readAllLines(folder.resolve("hosts.allow")))
        .containsExactly(
            "tcp-env : .partner.example : setenv RELAYCLIENT",
            "# not taken over: ALL : 10. : frob");
    assertThat(draft.remarks()).extracting(Remark::what).contains("PARANOID");
  }
}
