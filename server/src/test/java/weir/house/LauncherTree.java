package weir.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A source folder as the launcher finds it, with a Java and a Maven that only say how they were
/// called.
final class LauncherTree {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

  private final Path base;
  final Path here;
  final Path dist;

  /// What came of a run of the launcher.
  record Outcome(int exit, List<String> output, String errors) {}

  LauncherTree(Path base) throws IOException {
    this.base = base;
    this.here = Files.createDirectories(base.resolve("a folder/weir"));
    this.dist = Files.createDirectories(here.resolve("server/target/weir"));
    copy("weir");
    copy("packaging/java.options");
    for (String part :
        List.of(
            "build.sh",
            "install.sh",
            "jdk25.sh",
            "test.sh",
            "fuzz.sh",
            "soak.sh",
            "package.sh",
            "times.sh",
            "figures")) {
      copy("launcher/" + part);
    }
    for (String module : List.of("kit", "core", "agent", "server")) {
      Files.createDirectories(here.resolve(module).resolve("src/main"));
      Files.createFile(here.resolve(module).resolve("pom.xml"));
    }
    Files.createDirectories(here.resolve(".mvn"));
    Files.createFile(here.resolve("pom.xml"));
    for (String made : List.of("weir-server.jar", "weir.aot")) {
      Files.createFile(dist.resolve(made));
    }
    age();
    Files.createFile(dist.resolve(".trained"));
    Files.createFile(dist.resolve(".built"));
    jdk("jdk-25", "25.0.3", true);
    program("bin/mvn", "echo \"mvn $*\" >>\"$HOME/calls\"\necho '[INFO] BUILD SUCCESS'\n");
  }

  private void copy(String name) throws IOException {
    Files.createDirectories(here.resolve(name).getParent());
    Files.copy(ROOT.resolve(name), here.resolve(name));
  }

  private void age() throws IOException {
    try (Stream<Path> all = Files.walk(here)) {
      for (Path file : all.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(THEN));
      }
    }
  }

  /// A folder that looks like a JDK of that version; its java prints its arguments, one a line.
  Path jdk(String name, String version, boolean compiler) throws IOException {
    Path jdk = Files.createDirectories(base.resolve(name));
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    program(name + "/bin/java", "echo \"$0\"; for word; do echo \"$word\"; done\n");
    if (compiler) {
      program(name + "/bin/javac", "exit 1\n");
    }
    return jdk;
  }

  void program(String name, String script) throws IOException {
    Path file = base.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// What Maven was called with, one call a line.
  List<String> calls() throws IOException {
    Path calls = base.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  Outcome run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(here.resolve("weir").toString()), Stream.of(arguments))
                .toList());
    builder.environment().clear();
    builder.environment().put("HOME", base.toString());
    builder.environment().put("PATH", base.resolve("bin") + ":/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().put("WEIR_JAVA_HOME", base.resolve("jdk-25").toString());
    builder.environment().putAll(environment);
    Path errors = base.resolve("errors");
    Process process = builder.redirectError(errors.toFile()).start();
    process.getOutputStream().close();
    List<String> output = process.inputReader(StandardCharsets.UTF_8).readAllLines();
    return new Outcome(process.waitFor(), output, Files.readString(errors));
  }
}
