package weir.enforcement.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.asking.WebService;
import weir.enforcement.EnforcementPoint;
import weir.enforcement.PanelAccess;
import weir.enforcement.PanelSettings;
import weir.enforcement.Step;
import weir.enforcement.panels.PanelStandIn.Asked;
import weir.enforcement.panels.PanelStandIn.Reply;
import weir.response.Found;
import weir.response.Holding;
import weir.response.Lease;
import weir.response.Response;
import weir.response.Target;

/// Each panel, on a stand-in that answers as its documentation says.
class PanelsTest {
  private static final String SECRET = "s3cret&<\"word";
  private static final Target ANNA = new Target.LocalUser("web1", "anna");
  private static final Response SUSPEND = new Response.Suspend();

  @TempDir Path folder;
  private final WebService web = new WebService(Duration.ofSeconds(10));
  private PanelStandIn server;

  @AfterEach
  void stop() {
    web.close();
    if (server != null) {
      server.close();
    }
  }

  private PanelAccess access(Optional<String> account, Function<Asked, Reply> panel)
      throws IOException {
    server = new PanelStandIn(panel);
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    return new PanelAccess(server.url(), secret, account);
  }

  private static Lease lease(Target target, Response response) {
    return Lease.begin(
        "k3s9x2p4q7w1z",
        target,
        response,
        "olga",
        Optional.empty(),
        Optional.empty(),
        "fraud",
        Instant.EPOCH,
        Duration.ofHours(1));
  }

  private static Holding holding(Response response) {
    return new Holding("k3s9x2p4q7w1z", response, "");
  }

  private static String run(List<Step> steps) throws IOException, InterruptedException {
    StringBuilder words = new StringBuilder();
    for (Step step : steps) {
      words.append(step.words()).append('\n');
      ((Step.Act) step).doing().run();
    }
    return words.toString();
  }

  /// Suspends, reads back, undoes, reads back; and shows no secret.
  private String suspendAndUndo(EnforcementPoint point, Target target) throws Exception {
    assertThat(point.cannot(target, SUSPEND)).isEmpty();
    assertThat(point.look(target, Optional.empty())).isEqualTo(Found.Nothing.PLAIN);
    String words = run(point.put(lease(target, SUSPEND), Found.Nothing.PLAIN));
    assertThat(point.look(target, Optional.of(holding(SUSPEND))))
        .isEqualTo(new Found.Ours("k3s9x2p4q7w1z", SUSPEND));
    assertThat(point.put(lease(target, SUSPEND), new Found.Ours("k3s9x2p4q7w1z", SUSPEND)))
        .as("what is in force is not done again")
        .isEmpty();
    words += run(point.take(target, holding(SUSPEND)));
    assertThat(point.look(target, Optional.of(holding(SUSPEND)))).isEqualTo(Found.Nothing.PLAIN);
    assertThat(words).doesNotContain("s3cret");
    return words;
  }

  @Test
  void cpanelHoldsRefusesAndSuspends() throws Exception {
    Whm whm = new Whm();
    Path secret = Files.writeString(folder.resolve("token"), Whm.TOKEN);
    server = new PanelStandIn(whm::answer);
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Cpanel(
                new PanelAccess(server.url(), secret, Optional.empty()), "web1", "root", false),
            web);
    assertThat(suspendAndUndo(point, ANNA))
        .isEqualTo(
            """
            GET %1$s/json-api/suspendacct?api.version=1&user=anna&reason=Weir%%20lease%%20k3s9x2p4q7w1z&disallowun=1
            GET %1$s/json-api/unsuspendacct?api.version=1&user=anna
            """
                .formatted(server.url()));
    run(point.put(lease(ANNA, new Response.Hold()), Found.Nothing.PLAIN));
    assertThat(whm.inForce()).containsExactly("hold");
    run(
        point.put(
            lease(ANNA, new Response.DenyLogin()),
            point.look(ANNA, Optional.of(holding(new Response.Hold())))));
    assertThat(whm.inForce()).containsExactly("outgoing");
    run(point.take(ANNA, holding(new Response.DenyLogin())));
    assertThat(whm.inForce()).isEmpty();
    assertThat(point.cannot(ANNA, new Response.Throttle(30))).isPresent();
    assertThat(point.cannot(new Target.LocalUser("web2", "anna"), SUSPEND)).isPresent();
    assertThat(point.cannot(new Target.LocalUser("web1", "2001"), SUSPEND)).isPresent();
    assertThat(point.cannot(new Target.LocalUser("web1", "root"), SUSPEND)).isPresent();
  }

  @Test
  void cpanelHoldsAndRefusesWhatOneMailboxSends() throws Exception {
    Whm whm = new Whm();
    Path secret = Files.writeString(folder.resolve("token"), Whm.TOKEN);
    server = new PanelStandIn(whm::answer);
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Cpanel(
                new PanelAccess(server.url(), secret, Optional.empty()), "web1", "root", true),
            web);
    Target carl = new Target.Login("carl@shop.example");
    assertThat(point.cannot(carl, new Response.Throttle(9))).isPresent();
    assertThat(point.cannot(new Target.Login("carl"), new Response.Hold())).isPresent();
    assertThat(point.look(carl, Optional.empty())).isEqualTo(Found.Nothing.PLAIN);
    assertThat(run(point.put(lease(carl, new Response.Hold()), Found.Nothing.PLAIN)))
        .isEqualTo(
            "GET %s/json-api/uapi_cpanel?api.version=1&cpanel.user=anna&cpanel.module=Email&cpanel.function=hold_outgoing&email=carl%%40shop.example\n"
                .formatted(server.url()));
    assertThat(whm.inForce()).containsExactly("carl hold");
    run(
        point.put(
            lease(carl, SUSPEND), point.look(carl, Optional.of(holding(new Response.Hold())))));
    assertThat(whm.inForce()).containsExactly("carl outgoing");
    assertThat(point.look(carl, Optional.of(holding(SUSPEND))))
        .isEqualTo(new Found.Ours("k3s9x2p4q7w1z", SUSPEND));
    run(point.take(carl, holding(SUSPEND)));
    assertThat(whm.inForce()).isEmpty();
    assertThatThrownBy(() -> point.look(new Target.Login("dora@shop.example"), Optional.empty()))
        .hasMessageContaining("the panel knows no mailbox dora@shop.example");
    assertThatThrownBy(() -> point.look(new Target.Login("carl@other.example"), Optional.empty()))
        .hasMessageContaining("the panel says: No owner.");
  }

  @Test
  void whatUapiDidNotDoIsNoSuccess() throws Exception {
    Path secret = Files.writeString(folder.resolve("token"), Whm.TOKEN);
    Whm whm = new Whm();
    server =
        new PanelStandIn(asked ->
            asked.field("cpanel.function").equals("hold_outgoing")
                ? Reply.ok(
                    "{\"data\":{\"uapi\":{\"status\":0,\"errors\":[\"The Send Mail role is disabled.\"]}},\"metadata\":{\"result\":1}}")
                : whm.answer(asked));
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Cpanel(
                new PanelAccess(server.url(), secret, Optional.empty()), "web1", "root", true),
            web);
    Target carl = new Target.Login("carl@shop.example");
    assertThatThrownBy(() -> run(point.put(lease(carl, new Response.Hold()), Found.Nothing.PLAIN)))
        .hasMessageContaining("the panel says: The Send Mail role is disabled.");
  }

  @Test
  void cpanelsAccountsAreKnownByTheirIds() throws Exception {
    PanelAccess access = access(Optional.of("{name}@web1"), _ -> Reply.ok(""));
    EnforcementPoint point =
        Panels.of("panel", new PanelSettings.Cpanel(access, "web1", "root", false), web);
    assertThat(point.cannot(new Target.Customer("anna@web1"), SUSPEND)).isEmpty();
    assertThat(point.cannot(new Target.Customer("anna@web2"), SUSPEND)).isPresent();
    assertThat(point.cannot(new Target.Customer("@web1"), SUSPEND)).isPresent();
  }

  @Test
  void aWrongTokenIsToldWithoutIt() throws Exception {
    PanelAccess access = access(Optional.empty(), new Whm()::answer);
    EnforcementPoint point =
        Panels.of("panel", new PanelSettings.Cpanel(access, "web1", "root", false), web);
    assertThatThrownBy(() -> point.look(ANNA, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("status 403")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void whatAPanelSaysInAGoodAnswerIsAFailure() throws Exception {
    PanelAccess access =
        access(
            Optional.empty(),
            _ -> Reply.ok("{\"metadata\":{\"result\":0,\"reason\":\"No such account\"}}"));
    EnforcementPoint point =
        Panels.of("panel", new PanelSettings.Cpanel(access, "web1", "root", false), web);
    assertThatThrownBy(() -> point.look(ANNA, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessage("the panel says: No such account");
    server.be(_ -> new Reply(500, "<html>Internal error with s3cret&<\"word</html>"));
    assertThatThrownBy(() -> point.look(ANNA, Optional.empty()))
        .hasMessageContaining("status 500")
        .hasMessageNotContaining("s3cret");
    server.be(_ -> Reply.ok("<html>log in</html>"));
    assertThatThrownBy(() -> point.look(ANNA, Optional.empty()))
        .hasMessageStartingWith("the answer is no JSON");
  }

  @Test
  void pleskTurnsASubscriptionOff() throws Exception {
    AtomicInteger status = new AtomicInteger();
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Plesk(access(Optional.empty(), asked -> plesk(asked, status))),
            web);
    Target shop = new Target.OfDomain("shop.example");
    assertThat(suspendAndUndo(point, shop))
        .isEqualTo(
            """
            POST %1$s/api/v2/cli/subscription/call  {"params":["--webspace-off","shop.example"]}
            POST %1$s/api/v2/cli/subscription/call  {"params":["--webspace-on","shop.example"]}
            """
                .formatted(server.url()));
    status.set(64);
    assertThat(point.look(shop, Optional.of(holding(SUSPEND))))
        .as("turned off by the customer")
        .isInstanceOf(Found.Foreign.class);
    status.set(4);
    assertThat(point.look(shop, Optional.empty())).isEqualTo(Found.Nothing.PLAIN);
    status.set(16);
    assertThat(point.look(shop, Optional.empty())).isInstanceOf(Found.Foreign.class);
    assertThatThrownBy(() -> point.look(new Target.OfDomain("other.example"), Optional.empty()))
        .hasMessageContaining("Domain does not exist");
    assertThatThrownBy(
            () -> run(point.put(lease(new Target.OfDomain("a.b"), SUSPEND), Found.Nothing.PLAIN)))
        .isInstanceOf(IOException.class);
  }

  private static Reply plesk(Asked asked, AtomicInteger status) {
    if (!SECRET.equals(asked.headers().get("X-API-Key"))
        || !SECRET.equals(asked.headers().get("KEY"))) {
      return new Reply(401, "{\"code\":0,\"message\":\"Authentication is required\"}");
    }
    if (asked.path().equals("/enterprise/control/agent.php")) {
      return Reply.ok(
          asked.body().contains("<name>shop.example</name>")
              ? """
              <?xml version="1.0"?><packet version="1.6.9.1"><webspace><get><result><status>ok</status>
              <filter-id>shop.example</filter-id><id>7</id><data><gen_info><name>shop.example</name>
              <status>%d</status></gen_info></data></result></get></webspace></packet>\
              """
                  .formatted(status.get())
              : """
              <?xml version="1.0"?><packet><webspace><get><result><status>error</status><errcode>1013</errcode>
              <errtext>Domain does not exist</errtext></result></get></webspace></packet>\
              """);
    }
    if (!asked.body().contains("shop.example")) {
      return Reply.ok("{\"code\":1,\"stdout\":\"\",\"stderr\":\"Unable to find it\"}");
    }
    status.set(asked.body().contains("--webspace-off") ? 16 : 0);
    return Reply.ok("{\"code\":0,\"stdout\":\"SUCCESS\",\"stderr\":\"\"}");
  }

  @Test
  void anXmlAnswerThatNamesAFileIsRefused() throws Exception {
    PanelAccess access =
        access(
            Optional.empty(),
            _ ->
                Reply.ok(
                    "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><gen_info><status>&x;</status></gen_info>"));
    EnforcementPoint point = Panels.of("panel", new PanelSettings.Plesk(access), web);
    assertThatThrownBy(() -> point.look(new Target.OfDomain("shop.example"), Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the answer is no XML");
  }

  @Test
  void directadminSuspendsAUser() throws Exception {
    Set<String> suspended = new HashSet<>();
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Directadmin(
                access(Optional.empty(), asked -> directadmin(asked, suspended)), "web1", "admin"),
            web);
    assertThat(suspendAndUndo(point, ANNA))
        .isEqualTo(
            """
            POST %1$s/CMD_API_SELECT_USERS  location=CMD_SELECT_USERS&suspend=Suspend&select0=anna
            POST %1$s/CMD_API_SELECT_USERS  location=CMD_SELECT_USERS&suspend=Unsuspend&select0=anna
            """
                .formatted(server.url()));
    server.be(_ -> Reply.ok("<html><head><title>DirectAdmin Login</title></head></html>"));
    assertThatThrownBy(() -> point.look(ANNA, Optional.empty()))
        .hasMessageContaining("DirectAdmin Login");
    server.be(asked ->
        asked.method().equals("GET")
            ? Reply.ok("username=anna&suspended=no")
            : Reply.ok("error=1&text=Cannot%20Execute%20Your%20Command&details=no%20permission"));
    assertThatThrownBy(() -> run(point.put(lease(ANNA, SUSPEND), Found.Nothing.PLAIN)))
        .hasMessage("the panel says: Cannot Execute Your Command no permission");
  }

  private static Reply directadmin(Asked asked, Set<String> suspended) {
    if (!DirectadminPanel.basic("admin", SECRET).equals(asked.headers().get("Authorization"))) {
      return new Reply(401, "error=1&text=not logged in");
    }
    if (asked.path().equals("/CMD_API_SHOW_USER_CONFIG")) {
      String user = asked.field("user");
      return Reply.ok(
          "bandwidth=unlimited&email=a%40b.example&suspended="
              + (suspended.contains(user) ? "yes" : "no"));
    }
    if (asked.field("suspend").equals("Suspend")) {
      suspended.add(asked.field("select0"));
    } else {
      suspended.remove(asked.field("select0"));
    }
    return Reply.ok("error=0&text=Success&details=Selected%20Users%20have%20been%20changed");
  }

  @Test
  void hestiaSuspendsAUser() throws Exception {
    AtomicReference<String> suspended = new AtomicReference<>("no");
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Hestia(
                access(Optional.empty(), asked -> hestia(asked, suspended)), "web1"),
            web);
    assertThat(suspendAndUndo(point, ANNA))
        .isEqualTo(
            """
            POST %1$s/api/  hash={secret}&returncode=yes&cmd=v-suspend-user&arg1=anna
            POST %1$s/api/  hash={secret}&returncode=yes&cmd=v-unsuspend-user&arg1=anna
            """
                .formatted(server.url()));
    assertThatThrownBy(() -> point.look(new Target.LocalUser("web1", "bert"), Optional.empty()))
        .hasMessageContaining("status 404");
    server.be(asked ->
        asked.field("cmd").startsWith("v-list")
            ? Reply.ok("{\"anna\": {\"SUSPENDED\": \"no\"}}")
            : Reply.ok("10"));
    assertThatThrownBy(() -> run(point.put(lease(ANNA, SUSPEND), Found.Nothing.PLAIN)))
        .hasMessage("the panel's command ended with 10");
  }

  private static Reply hestia(Asked asked, AtomicReference<String> suspended) {
    if (!asked.field("hash").equals(SECRET)) {
      return new Reply(401, "Error: authentication failed");
    }
    if (!asked.field("arg1").equals("anna")) {
      return new Reply(404, "Error: user " + asked.field("arg1") + " doesn't exist");
    }
    switch (asked.field("cmd")) {
      case "v-suspend-user" -> suspended.set("yes");
      case "v-unsuspend-user" -> suspended.set("no");
      default -> {
        return Reply.ok(
            "{\"anna\": {\"NAME\": \"Anna\", \"SUSPENDED\": \"%s\"}}".formatted(suspended));
      }
    }
    return Reply.ok("0");
  }

  @Test
  void virtualminDisablesAVirtualServer() throws Exception {
    AtomicReference<String> why = new AtomicReference<>("");
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Virtualmin(
                access(Optional.empty(), asked -> virtualmin(asked, why)), "root", false),
            web);
    Target shop = new Target.OfDomain("shop.example");
    assertThat(suspendAndUndo(point, shop))
        .isEqualTo(
            """
            POST %1$s/virtual-server/remote.cgi  program=disable-domain&json=1&domain=shop.example&why=Weir%%20lease%%20k3s9x2p4q7w1z
            POST %1$s/virtual-server/remote.cgi  program=enable-domain&json=1&domain=shop.example
            """
                .formatted(server.url()));
    why.set("has not paid");
    assertThat(point.look(shop, Optional.empty()))
        .isEqualTo(
            new Found.Foreign("somebody else's: suspend because of Manually (has not paid)"));
    assertThatThrownBy(() -> point.look(new Target.OfDomain("other.example"), Optional.empty()))
        .hasMessage("the panel says: Virtual server other.example does not exist");
  }

  private static Reply virtualmin(Asked asked, AtomicReference<String> why) {
    if (!DirectadminPanel.basic("root", SECRET).equals(asked.headers().get("Authorization"))) {
      return new Reply(401, "Unauthorized");
    }
    String domain = asked.field("domain");
    if (!domain.equals("shop.example")) {
      return Reply.ok(
          "{\"status\":\"failure\",\"command\":\"%s\",\"error\":\"Virtual server %s does not exist\"}"
              .formatted(asked.field("program"), domain));
    }
    switch (asked.field("program")) {
      case "disable-domain" -> why.set(asked.field("why"));
      case "enable-domain" -> why.set("");
      default -> {
        String disabled =
            why.get().isEmpty() ? "" : ",\"disabled\":[\"Manually (" + why.get() + ")\"]";
        return Reply.ok(
            "{\"status\":\"success\",\"data\":[{\"name\":\"shop.example\",\"values\":{\"id\":[\"1\"]%s}}]}"
                .formatted(disabled));
      }
    }
    return Reply.ok("{\"status\":\"success\",\"output\":\"All done!\"}");
  }

  @Test
  void virtualminLetsOneMailboxInNoMore() throws Exception {
    AtomicReference<String> disabled = new AtomicReference<>("No");
    PanelAccess access =
        access(
            Optional.empty(),
            asked -> {
              if (!asked.field("domain").equals("shop.example")
                  || !asked.field("user").equals("carl")) {
                return Reply.ok("{\"status\":\"failure\",\"error\":\"No user named x was found\"}");
              }
              if (asked.field("program").equals("modify-user")) {
                disabled.set(asked.body().contains("&disable=") ? "Yes" : "No");
                return Reply.ok("{\"status\":\"success\",\"output\":\"updated\"}");
              }
              return Reply.ok(
                  "{\"status\":\"success\",\"data\":[{\"name\":\"carl\",\"values\":{\"disabled\":[\"%s\"],\"email_address\":[\"carl@shop.example\"]}}]}"
                      .formatted(disabled));
            });
    EnforcementPoint point =
        Panels.of("panel", new PanelSettings.Virtualmin(access, "root", true), web);
    Target carl = new Target.Login("carl@shop.example");
    assertThat(point.cannot(carl, new Response.Hold())).isPresent();
    assertThat(point.cannot(new Target.Login("carl"), SUSPEND)).isPresent();
    assertThat(suspendAndUndo(point, carl))
        .isEqualTo(
            """
            POST %1$s/virtual-server/remote.cgi  program=modify-user&json=1&domain=shop.example&user=carl&disable=
            POST %1$s/virtual-server/remote.cgi  program=modify-user&json=1&domain=shop.example&user=carl&enable=
            """
                .formatted(server.url()));
    assertThatThrownBy(() -> point.look(new Target.Login("dora@shop.example"), Optional.empty()))
        .hasMessageContaining("No user named");
  }

  @Test
  void hsphereSuspendsAnAccountByItsNumber() throws Exception {
    Set<String> suspended = new HashSet<>();
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Hsphere(
                access(Optional.of("hs-{name}"), asked -> hsphere(asked, suspended)),
                "ad<min",
                1001),
            web);
    Target account = new Target.Customer("hs-4711");
    assertThat(suspendAndUndo(point, account))
        .contains("suspendAccount", "<reason xsi:type=\"xsd:string\">Weir lease k3s9x2p4q7w1z")
        .contains("resumeAccount");
    assertThat(point.cannot(new Target.Customer("hs-anna"), SUSPEND)).isPresent();
    assertThat(point.cannot(ANNA, SUSPEND)).isPresent();
    server.be(_ ->
        Reply.ok(
            "<e:Envelope xmlns:e=\"x\"><e:Body><e:Fault><faultcode>s</faultcode><faultstring>access denied</faultstring></e:Fault></e:Body></e:Envelope>"));
    assertThatThrownBy(() -> point.look(account, Optional.empty()))
        .hasMessage("the panel says: access denied");
  }

  private static Reply hsphere(Asked asked, Set<String> suspended) {
    boolean isLoggedIn =
        asked.body().contains(">ad&lt;min</login>")
            && asked.body().contains(">s3cret&amp;&lt;\"word</password>")
            && asked.body().contains("<accountId xsi:type=\"xsd:int\">1001</accountId>");
    if (!isLoggedIn || !asked.body().contains("<accountId xsi:type=\"xsd:int\">4711</accountId>")) {
      return new Reply(
          500, "<Envelope><Fault><faultstring>denied</faultstring></Fault></Envelope>");
    }
    String action = asked.body().replaceFirst("(?s).*<ns1:(\\w+) .*", "$1");
    if (action.equals("suspendAccount")) {
      suspended.add("4711");
    } else if (action.equals("resumeAccount")) {
      suspended.remove("4711");
    }
    String result =
        "<isAccountSuspendedReturn>%s</isAccountSuspendedReturn>".formatted(!suspended.isEmpty());
    return Reply.ok(
        "<e:Envelope xmlns:e=\"x\"><e:Body><n:%1$sResponse xmlns:n=\"AdminServices\">%2$s</n:%1$sResponse></e:Body></e:Envelope>"
            .formatted(action, action.startsWith("is") ? result : ""));
  }

  @Test
  void ispconfigForbidsAMailboxToSendAndKeepsTheRest() throws Exception {
    Ispconfig panel = new Ispconfig();
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Ispconfig(access(Optional.empty(), panel::answer), "web1", "weir"),
            web);
    Target anna = new Target.Login("anna@shop.example");
    assertThat(suspendAndUndo(point, anna))
        .isEqualTo(
            """
            POST %1$s/remote/json.php?mail_user_update  anna@shop.example: disablesmtp = y
            POST %1$s/remote/json.php?mail_user_update  anna@shop.example: disablesmtp = n
            """
                .formatted(server.url()));
    assertThat(panel.updates)
        .hasSize(2)
        .allSatisfy(update ->
            assertThat(update)
                .contains("\"quota\":\"1024\"", "\"disableimap\":\"n\"", "\"primary_id\":\"5\"")
                .doesNotContain("password"));
    assertThat(panel.sessions).as("all are closed").isEmpty();
    assertThat(point.cannot(anna, new Response.Hold())).isPresent();
    assertThat(point.cannot(new Target.Login("a%@shop.example"), new Response.DenyLogin()))
        .isPresent();
    assertThatThrownBy(() -> point.look(new Target.Login("nobody@shop.example"), Optional.empty()))
        .hasMessage("the panel has no mailboxes nobody@shop.example");
  }

  @Test
  void ispconfigTurnsASiteOff() throws Exception {
    Ispconfig panel = new Ispconfig();
    EnforcementPoint point =
        Panels.of(
            "panel",
            new PanelSettings.Ispconfig(access(Optional.empty(), panel::answer), "web1", "weir"),
            web);
    assertThat(suspendAndUndo(point, new Target.LocalUser("web1", "web7")))
        .isEqualTo(
            """
            POST %1$s/remote/json.php?sites_web_domain_set_status  web7: inactive
            POST %1$s/remote/json.php?sites_web_domain_set_status  web7: active
            """
                .formatted(server.url()));
    panel.fault = "permission_denied";
    assertThatThrownBy(() -> point.look(new Target.LocalUser("web1", "web7"), Optional.empty()))
        .hasMessage("login: the panel says: permission_denied");
  }

  /// ISPConfig with a mailbox and a site.
  private static final class Ispconfig {
    final Set<String> sessions = new HashSet<>();
    final List<String> updates = new ArrayList<>();
    String fault = "";
    String disabled = "n";
    String active = "y";
    private int number;

    synchronized Reply answer(Asked asked) {
      String body = asked.body();
      if (!fault.isEmpty()) {
        return Reply.ok(
            "{\"code\":\"remote_fault\",\"message\":\"%s\",\"response\":false}".formatted(fault));
      }
      if (asked.query().equals("login")) {
        if (!body.equals("{\"username\":\"weir\",\"password\":\"s3cret&<\\\"word\"}")) {
          return Reply.ok("{\"code\":\"remote_fault\",\"message\":\"login failed\"}");
        }
        String session = "session" + ++number;
        sessions.add(session);
        return ok("\"" + session + "\"");
      }
      String session = body.replaceFirst("(?s).*\"session_id\":\"([^\"]*)\".*", "$1");
      if (!sessions.contains(session)) {
        return Reply.ok("{\"code\":\"remote_fault\",\"message\":\"no session\"}");
      }
      return within(asked.query(), body, session);
    }

    private Reply within(String function, String body, String session) {
      return switch (function) {
        case "logout" -> ok(Boolean.toString(sessions.remove(session)));
        case "mail_user_get" ->
            ok(
                body.contains("\"anna@shop.example\"")
                    ? "[{\"mailuser_id\":\"5\",\"email\":\"anna@shop.example\",\"login\":\"anna@shop.example\",\"password\":\"$6$x\",\"quota\":\"1024\",\"disableimap\":\"n\",\"disablesmtp\":\"%s\"}]"
                        .formatted(disabled)
                    : "[]");
        case "mail_user_update" -> {
          updates.add(body);
          disabled = body.contains("\"disablesmtp\":\"y\"") ? "y" : "n";
          yield ok("1");
        }
        case "sites_web_domain_get" ->
            ok(
                "[{\"domain_id\":\"9\",\"system_user\":\"web7\",\"active\":\"%s\"}]"
                    .formatted(active));
        case "sites_web_domain_set_status" -> {
          active = body.contains("\"primary_id\":\"9\",\"status\":\"inactive\"") ? "n" : "y";
          yield ok("1");
        }
        default -> new Reply(404, "");
      };
    }

    private static Reply ok(String response) {
      return Reply.ok("{\"code\":\"ok\",\"message\":\"\",\"response\":" + response + "}");
    }
  }
}
