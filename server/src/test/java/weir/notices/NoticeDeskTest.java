package weir.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.account.Account;
import weir.account.AccountBook;
import weir.response.Response;
import weir.response.Target;
import weir.testkit.Until;

/// Who is told what, and how often.
class NoticeDeskTest {
  static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");

  @TempDir Path folder;
  private Instant now = NOW;
  private final Heard staff = new Heard("staff", true, false);
  private final Heard customers = new Heard("mail", false, true);

  private static final AccountBook BOOK =
      AccountBook.of(List.of(account("anna"), account("bert")), List.of(), Map.of());

  static Account account(String id) {
    return new Account(
        id,
        "Customer " + id,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(id + "@example.org"),
        Optional.of("de"),
        false);
  }

  static Notice notice(String id, Instant at, NoticeEvent event, String account) {
    return new Notice(
        id,
        at,
        event,
        Optional.of(account),
        Optional.of(new Target.Login(account + "@example.net")),
        Optional.of(new Response.Hold()),
        Optional.of("lease" + id),
        Optional.of("incident" + id),
        Optional.of(at.plus(Duration.ofHours(2))),
        "weir",
        "600 recipients in an hour");
  }

  /// A receiver that keeps what it hears, or fails.
  private static final class Heard implements Receiver {
    final List<String> all = new CopyOnWriteArrayList<>();
    private final String name;
    private final boolean wants;
    private final boolean forCustomers;
    volatile boolean fails;

    Heard(String name, boolean wants, boolean forCustomers) {
      this.name = name;
      this.wants = wants;
      this.forCustomers = forCustomers;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean wants(NoticeEvent event) {
      return wants && event != NoticeEvent.RESPONSE_ENDED;
    }

    @Override
    public boolean isForCustomer(Notice notice, Account account) {
      return forCustomers;
    }

    @Override
    public void send(Digest digest, Optional<Account> account) throws IOException {
      if (fails) {
        throw new IOException("out of order");
      }
      all.add(account.map(it -> it.id() + ": ").orElse("") + digest.title() + "|" + digest.lost());
    }
  }

  private NoticeDesk desk() {
    return new NoticeDesk(folder, List.of(staff, customers), () -> BOOK, () -> now);
  }

  private static void tell(NoticeDesk desk, Instant at, String... ids) {
    for (String id : ids) {
      desk.tell(notice(id, at, NoticeEvent.RESPONSE_BEGUN, "anna"));
    }
  }

  @Test
  void theFirstIsToldAtOnceAndWhatComesWithinAMinuteAsOneDigest() throws Exception {
    try (NoticeDesk desk = desk()) {
      tell(desk, now, "1");
      desk.round();
      tell(desk, now, "2", "3", "2");
      desk.tell(notice("4", now, NoticeEvent.INCIDENT_OPENED, "bert"));
      now = NOW.plusSeconds(59);
      desk.round();
      assertThat(staff.all).containsExactly("response begun: login:anna@example.net: hold|0");
      now = NOW.plusSeconds(60);
      desk.round();
      assertThat(staff.all)
          .hasSize(2)
          .last()
          .isEqualTo("3 notices: 1 incident opened, 2 response begun|0");
      now = NOW.plusSeconds(600);
      desk.round();
      assertThat(staff.all).hasSize(2);
    }
  }

  @Test
  void eachCustomerHasAMinuteOfTheirOwn() throws Exception {
    try (NoticeDesk desk = desk()) {
      tell(desk, now, "1", "2");
      desk.tell(notice("3", now, NoticeEvent.RESPONSE_ENDED, "bert"));
      desk.tell(notice("4", now, NoticeEvent.RESPONSE_ENDED, "nobody"));
      desk.round();
      assertThat(customers.all)
          .containsExactlyInAnyOrder(
              "anna: 2 notices: 2 response begun|0",
              "bert: response ended: login:bert@example.net: hold|0");
      assertThat(staff.all).containsExactly("2 notices: 2 response begun|0");
    }
  }

  @Test
  void whatDidNotArriveIsTriedEverLaterAndSurvivesARestart() throws Exception {
    staff.fails = true;
    try (NoticeDesk desk = desk()) {
      tell(desk, now, "1");
      desk.round();
      now = NOW.plusSeconds(9);
      desk.round();
    }
    staff.fails = false;
    try (NoticeDesk desk = desk()) {
      desk.round();
      assertThat(staff.all).as("not before its turn").isEmpty();
      staff.fails = true;
      now = NOW.plusSeconds(10);
      desk.round();
      staff.fails = false;
      now = NOW.plusSeconds(29);
      desk.round();
      assertThat(staff.all).isEmpty();
      now = NOW.plusSeconds(30);
      desk.round();
      assertThat(staff.all).hasSize(1);
    }
  }

  @Test
  void whatCouldNotBeSentForADayIsCounted() throws Exception {
    staff.fails = true;
    try (NoticeDesk desk = desk()) {
      tell(desk, now, "1", "2");
      desk.round();
      now = NOW.plus(Duration.ofHours(25));
      tell(desk, now, "3");
      desk.round();
      staff.fails = false;
      now = now.plus(Duration.ofHours(1));
      desk.round();
      assertThat(staff.all).containsExactly("3 notices: 1 response begun|2");
    }
  }

  @Test
  void ofTooManyTheNewOnesAreCounted() throws Exception {
    try (NoticeDesk desk = desk()) {
      for (int i = 0; i < NoticeStore.MOST + 7; i++) {
        desk.tell(notice("n" + i, now, NoticeEvent.INCIDENT_OPENED, "anna"));
      }
      desk.round();
      assertThat(staff.all).containsExactly("1,007 notices: 1000 incident opened|7");
      now = NOW.plusSeconds(60);
      tell(desk, now, "later");
      desk.round();
      assertThat(staff.all).last().isEqualTo("response begun: login:anna@example.net: hold|0");
    }
  }

  @Test
  void aReceiverThatIsNoMoreIsForgotten() throws Exception {
    staff.fails = true;
    try (NoticeDesk desk = desk()) {
      tell(desk, now, "1");
      desk.round();
    }
    now = NOW.plusSeconds(3600);
    try (NoticeDesk desk = new NoticeDesk(folder, List.of(customers), () -> BOOK, () -> now)) {
      desk.round();
    }
    staff.fails = false;
    try (NoticeDesk desk = desk()) {
      desk.round();
      assertThat(staff.all).isEmpty();
    }
  }

  @Test
  void aThreadOfItsOwnSendsWhatIsTold() {
    try (NoticeDesk desk = desk()) {
      desk.start();
      tell(desk, now, "1");
      Until.holds(() -> !staff.all.isEmpty());
    }
  }

  @Test
  void whoeverTellsNeverFails() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    try (NoticeDesk desk = new NoticeDesk(file, List.of(staff), () -> BOOK, () -> now)) {
      tell(desk, now, "1");
      desk.round();
    }
    assertThat(staff.all).isEmpty();
  }

  @Test
  void aDigestShowsTheFirstOnesAndCountsTheRest() {
    List<Notice> many = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      many.add(notice("n" + i, NOW, NoticeEvent.TROUBLE, "anna"));
    }
    String lines = new Digest(many, 4, Optional.empty()).lines();
    assertThat(lines.lines()).hasSize(Digest.SHOWN + 2);
    assertThat(lines)
        .startsWith(
            "2026-05-04 03:02 UTC  trouble: login:anna@example.net: hold until 2026-05-04 05:02 (by weir, account anna, lease leasen0, incident incidentn0): 600 recipients in an hour\n")
        .contains("and 10 more\n", "4 others were not kept");
  }

  @Test
  void whatOthersWroteStaysWithinItsLine() {
    Notice hostile =
        new Notice(
            "1",
            NOW,
            NoticeEvent.TROUBLE,
            Optional.of("a\r\nBcc: x@example.org"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "weir",
            "line\nline");
    assertThat(hostile.line().lines()).hasSize(1);
    assertThat(hostile.title().lines()).hasSize(1);
  }
}
