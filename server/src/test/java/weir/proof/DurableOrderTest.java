package weir.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Invariant 1 with mailboxes of our own, as the kernel sees it: the file is on the disk, has its
/// name, and the name is on the disk, before 250 is written to the client.
class DurableOrderTest {
  private static final String CALLS =
      "trace=?mkdir,mkdirat,fsync,fdatasync,rename,renameat,renameat2,link,linkat,write,writev,sendto,sendmsg";
  private static final Pattern WHOLE = Pattern.compile("(\\d+) +(\\w+)\\((.*)\\) += (-?\\d+).*");
  private static final Pattern BEGUN =
      Pattern.compile("(\\d+) +(\\w+)\\((.*) <unfinished \\.\\.\\.>");
  private static final Pattern ENDED =
      Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>(.*)\\) += (-?\\d+).*");

  private static final Pattern MADE = Pattern.compile("\"([^\"]+)\"");

  @TempDir private Path folder;

  @Test
  void invariant_01_file_then_name_then_folder_are_on_disk_before_250_is_said() throws IOException {
    List<String> order = order(traced(3), this::ofMessage);
    List<String> once = List.of("file on disk", "named", "name on disk", "250 said");
    assertThat(order).containsExactlyElementsOf(repeated(once, 3));
  }

  @Test
  void invariant_01_a_new_mailbox_is_on_disk_before_it_takes_a_message() throws IOException {
    Files.createDirectory(mail().getParent());
    assertThat(order(traced(1), this::ofFolders))
        .containsExactly(
            "made mail",
            "spool on disk",
            "made ann@example.com",
            "mail on disk",
            "made tmp",
            "ann@example.com on disk",
            "made new",
            "ann@example.com on disk",
            "made cur",
            "ann@example.com on disk",
            "250 said");
  }

  @Test
  void invariant_01_what_a_crash_left_of_a_mailbox_is_on_disk_before_it_takes_a_message()
      throws IOException {
    Files.createDirectories(mail().resolve("ann@example.com/tmp"));
    assertThat(order(traced(1), this::ofFolders))
        .containsExactly(
            "spool on disk",
            "mail on disk",
            "ann@example.com on disk",
            "made new",
            "ann@example.com on disk",
            "made cur",
            "ann@example.com on disk",
            "250 said");
  }

  private Path mail() {
    return folder.resolve("spool/mail");
  }

  /// What the server asked of the kernel while it took so many messages for ann.
  private List<String> traced(int messages) throws IOException {
    assumeTrue(Strace.works(), Strace.NEEDED);
    String settings =
        Child.settings(folder) + "hops.back.type = 'maildir'\nhops.back.root = '" + mail() + "'\n";
    Path trace = folder.resolve("trace");
    List<String> strace =
        List.of("strace", "-f", "-y", "-s", "64", "-e", CALLS, "-o", trace.toString());
    try (Child child = Child.start(folder, strace, settings)) {
      child.awaitReady();
      for (int n = 0; n < messages; n++) {
        try (Talker client = Talker.connect(child.port())) {
          client.hear();
          client.ask("EHLO [127.0.0.1]");
          assertThat(client.deliver("Subject: x\r\n\r\nhello\r\n").code()).isEqualTo(250);
        }
      }
      child.stop();
    }
    return Files.readAllLines(trace, ISO_8859_1);
  }

  private static List<String> repeated(List<String> once, int times) {
    List<String> all = new ArrayList<>();
    for (int n = 0; n < times; n++) {
      all.addAll(once);
    }
    return all;
  }

  /// What happened on disk and to the client, each where it was complete; what was said counts from
  /// where it began.
  ///
  /// @param done the event that a call with these arguments is, or nothing
  private static List<String> order(List<String> lines, BinaryOperator<String> done) {
    Map<String, String> begun = new HashMap<>();
    List<String> order = new ArrayList<>();
    for (String line : lines) {
      Matcher whole = WHOLE.matcher(line);
      Matcher start = BEGUN.matcher(line);
      Matcher end = ENDED.matcher(line);
      if (start.matches()) {
        begun.put(start.group(1), start.group(3));
        add(order, said(start.group(3)));
      } else if (end.matches() && end.group(4).equals("0")) {
        add(order, done.apply(end.group(2), begun.getOrDefault(end.group(1), "") + end.group(3)));
      } else if (whole.matches()) {
        add(order, said(whole.group(3)));
        add(order, whole.group(4).equals("0") ? done.apply(whole.group(2), whole.group(3)) : "");
      }
    }
    return order;
  }

  private static String said(String arguments) {
    return arguments.contains("\"250 2.0.0 Taken") ? "250 said" : "";
  }

  private String ofFolders(String call, String arguments) {
    for (Path at : List.of(mail().getParent(), mail(), mail().resolve("ann@example.com"))) {
      if (call.contains("sync") && arguments.contains("<" + at + ">")) {
        return at.getFileName() + " on disk";
      }
    }
    Matcher made = MADE.matcher(arguments);
    boolean ours = call.startsWith("mkdir") && made.find() && made.group(1).startsWith(mail() + "");
    return ours ? "made " + Path.of(made.group(1)).getFileName() : "";
  }

  private String ofMessage(String call, String arguments) {
    String ann = mail() + "/ann@example.com";
    if (!arguments.contains(ann)) {
      return "";
    }
    if (call.startsWith("rename") || call.startsWith("link")) {
      return "named";
    }
    boolean ofFile = arguments.contains(ann + "/tmp/");
    boolean ofNewFolder = arguments.contains(ann + "/new>");
    return ofFile ? "file on disk" : ofNewFolder ? "name on disk" : "";
  }

  private static void add(List<String> order, String event) {
    if (!event.isEmpty()) {
      order.add(event);
    }
  }
}
