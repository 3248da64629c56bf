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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Invariant 1 with mailboxes of our own, as the kernel sees it: the file is on the disk, has its
/// name, and the name is on the disk, before 250 is written to the client.
class DurableOrderTest {
  private static final String CALLS =
      "trace=fsync,fdatasync,rename,renameat,renameat2,link,linkat,write,writev,sendto,sendmsg";
  private static final Pattern WHOLE = Pattern.compile("(\\d+) +(\\w+)\\((.*)\\) += (-?\\d+).*");
  private static final Pattern BEGUN =
      Pattern.compile("(\\d+) +(\\w+)\\((.*) <unfinished \\.\\.\\.>");
  private static final Pattern ENDED =
      Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>(.*)\\) += (-?\\d+).*");

  @TempDir private Path folder;

  @Test
  void invariant_01_file_then_name_then_folder_are_on_disk_before_250_is_said() throws IOException {
    assumeTrue(hasStrace(), "needs strace, of the Debian package strace, and leave to trace");
    String settings =
        Child.settings(folder) + "hops.back.type = 'maildir'\nhops.back.root = '" + mail() + "'\n";
    Path trace = folder.resolve("trace");
    List<String> strace =
        List.of("strace", "-f", "-y", "-s", "64", "-e", CALLS, "-o", trace.toString());
    try (Child child = Child.start(folder, strace, settings)) {
      child.awaitReady();
      for (int n = 0; n < 3; n++) {
        try (Talker client = Talker.connect(child.port())) {
          client.hear();
          client.ask("EHLO [127.0.0.1]");
          assertThat(client.deliver("Subject: x\r\n\r\nhello\r\n").code()).isEqualTo(250);
        }
      }
      child.stop();
    }
    List<String> order = order(Files.readAllLines(trace, ISO_8859_1));
    List<String> once = List.of("file on disk", "named", "name on disk", "250 said");
    assertThat(order).containsExactlyElementsOf(repeated(once, 3));
  }

  private Path mail() {
    return folder.resolve("mail");
  }

  private static List<String> repeated(List<String> once, int times) {
    List<String> all = new ArrayList<>();
    for (int n = 0; n < times; n++) {
      all.addAll(once);
    }
    return all;
  }

  /// What happened to ann's mail and to the client, each where it was complete; what was said
  /// counts from where it began.
  private List<String> order(List<String> lines) {
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
        add(order, done(end.group(2), begun.getOrDefault(end.group(1), "") + end.group(3)));
      } else if (whole.matches()) {
        add(order, said(whole.group(3)));
        add(order, whole.group(4).equals("0") ? done(whole.group(2), whole.group(3)) : "");
      }
    }
    return order;
  }

  private static String said(String arguments) {
    return arguments.contains("\"250 2.0.0 Taken") ? "250 said" : "";
  }

  private String done(String call, String arguments) {
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

  private static boolean hasStrace() {
    try {
      Process tried =
          new ProcessBuilder("strace", "-f", "-o", "/dev/null", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return tried.waitFor() == 0;
    } catch (IOException none) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
