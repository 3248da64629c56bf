package weir.enforcement;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.agent.queue.Programs;
import weir.asking.WebService;
import weir.files.Durable;
import weir.files.Writing;

/// Carries steps out, each within a deadline. Safe for use by many threads.
public final class StepRunner implements AutoCloseable {
  /// Octets of an answer or of what a program said that are told to people.
  private static final int SAID = 300;

  private final Programs programs;
  private final WebService web;
  private final AgentOrders agents;

  /// @param programs with a deadline of their own
  /// @param web with a deadline of its own
  /// @param agents with a deadline of their own
  public StepRunner(Programs programs, WebService web, AgentOrders agents) {
    this.programs = programs;
    this.web = web;
    this.agents = agents;
  }

  /// Of whom no agent is known.
  public StepRunner(Programs programs, WebService web) {
    this(programs, web, AgentOrders.NONE);
  }

  /// Orders agents of other hosts.
  public AgentOrders agents() {
    return agents;
  }

  /// Runs programs of this host.
  public Programs programs() {
    return programs;
  }

  /// Sends requests.
  public WebService web() {
    return web;
  }

  /// @throws IOException with a sentence for the operator when it was not done, or when that cannot
  ///   be told
  public void run(Step step) throws IOException, InterruptedException {
    switch (step) {
      case Step.Write(var file, var content, var charset, _) ->
          write(file, content.getBytes(charset));
      case Step.Run program -> run(program);
      case Step.Call call -> call(call);
      case Step.Order(var host, var verb) -> agents.give(host, verb);
      case Step.Act(_, var doing) -> doing.run();
    }
  }

  private void run(Step.Run program) throws IOException, InterruptedException {
    Programs.Ran ran = programs.run(program.command(), program.input());
    if (ran.exit() != 0) {
      throw new IOException(
          "%s ended with %d: %s".formatted(program.words(), ran.exit(), said(ran.output())));
    }
  }

  private void call(Step.Call call) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.uri())
            .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()));
    call.headers().forEach(request::header);
    call.authorization().read().ifPresent(value -> request.header("Authorization", value));
    HttpResponse<String> answer = web.send(request.build(), Answers.text());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          "%s: status %d: %s".formatted(call.words(), answer.statusCode(), said(answer.body())));
    }
    Optional<String> failure = call.failure().apply(answer.body());
    if (failure.isPresent()) {
      throw new IOException("%s: %s".formatted(call.words(), failure.get()));
    }
  }

  private static String said(String output) {
    String line = output.strip().replaceAll("\\s+", " ");
    return line.substring(0, Math.min(SAID, line.length()));
  }

  /// After a crash it is the one or the other, as a whole. A file that is not there yet is made for
  /// everybody to read: mail servers run under users of their own.
  private static void write(Path file, byte[] content) throws IOException {
    boolean isThere = Files.exists(file);
    if (isThere
        && Files.size(file) == content.length
        && Arrays.equals(Files.readAllBytes(file), content)) {
      return;
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".weir-new");
    Files.deleteIfExists(fresh);
    try (Writing writing = Writing.create(fresh)) {
      writing.out().write(content);
      writing.sync();
    }
    likeBefore(fresh, isThere ? file : null);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Durable.names(folder);
    }
  }

  private static void likeBefore(Path fresh, @Nullable Path before) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
    if (before == null) {
      view.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
      return;
    }
    PosixFileAttributes old = Files.readAttributes(before, PosixFileAttributes.class);
    if (!old.owner().equals(view.readAttributes().owner())) {
      view.setOwner(old.owner());
    }
    if (!old.group().equals(view.readAttributes().group())) {
      view.setGroup(old.group());
    }
    view.setPermissions(old.permissions());
  }

  @Override
  public void close() {
    web.close();
  }
}
