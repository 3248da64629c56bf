package weir.check;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import weir.dns.Resolver;
import weir.lists.Lists;
import weir.mail.Domain;
import weir.mail.Path;
import weir.mail.PathParser;
import weir.net.IpAddress;
import weir.routing.RecipientAnswer;
import weir.state.MemoryState;
import weir.verdict.CheckResult;
import weir.verdict.Connection;
import weir.verdict.Destination;
import weir.verdict.Evidence;
import weir.verdict.Facts;
import weir.verdict.Hello;
import weir.verdict.Login;
import weir.verdict.OpenConnections;
import weir.verdict.Recipient;
import weir.verdict.Role;
import weir.verdict.Sender;
import weir.verdict.SessionCounts;

/// Facts for tests of checks, and their results in a line.
public final class Situation implements InstantSource {
  public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private Instant now = START;
  private Facts facts;

  private Situation(Facts facts) {
    this.facts = facts;
  }

  public static Situation of(String client) {
    return of(client, Role.MX);
  }

  public static Situation of(String client, Role role) {
    return of(client, role, new OpenConnections(1, 1, 1));
  }

  public static Situation of(String client, Role role, OpenConnections open) {
    return new Situation(
        Facts.of(
            new Connection(
                "session",
                START,
                IpAddress.parse(client).orElseThrow(),
                40000,
                IpAddress.parse("198.51.100.25").orElseThrow(),
                25,
                "mx",
                role,
                open,
                Optional.empty())));
  }

  /// What checks that look at a client and its names may ask; nobody has a mailbox.
  public static Sources sources(Resolver dns, Lists lists) {
    return new Sources(
        dns,
        new MemoryState(),
        (_, _) -> new RecipientAnswer.Exists(),
        lists,
        () -> START,
        new Domain("mx.example.com"));
  }

  public Situation hello(String name) {
    facts = facts.withHello(new Hello(name, true));
    return this;
  }

  public Situation login(String name) {
    facts = facts.withLogin(new Login(name, "PLAIN"));
    return this;
  }

  public Situation from(String sender) {
    Path path = sender.isEmpty() ? new Path.Null() : path(sender);
    facts = facts.withSender(new Sender(path, OptionalLong.empty(), false));
    return this;
  }

  public Situation to(String recipient) {
    return to(recipient, Destination.OURS);
  }

  public Situation to(String recipient, Destination destination) {
    Path path = recipient.equals("postmaster") ? new Path.Postmaster() : path(recipient);
    facts = facts.withRecipient(new Recipient(path, path.domainName(), destination));
    return this;
  }

  /// RCPT was said so many times.
  public Situation asked(int recipients) {
    for (int i = 0; i < recipients; i++) {
      facts = facts.withRecipientCounted();
    }
    return this;
  }

  public Situation counts(SessionCounts counts) {
    facts = facts.withCounts(counts);
    return this;
  }

  public Situation later(Duration time) {
    now = now.plus(time);
    return this;
  }

  private static Path path(String address) {
    return ((PathParser.Parsed) PathParser.parse(address, true)).path();
  }

  public Facts facts() {
    return facts;
  }

  @Override
  public Instant instant() {
    return now;
  }

  public CheckResult look(Check check) {
    try {
      check.prepare(facts);
      return check.look(facts, now.plusSeconds(10));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// `clear`, `unknown`, or the ids of the findings.
  public String saw(Check check) {
    return word(look(check));
  }

  public static String word(CheckResult result) {
    return switch (result) {
      case CheckResult.Clear _ -> "clear";
      case CheckResult.NotAsked(var why) -> "not asked: " + why;
      case CheckResult.Unknown _ -> "unknown";
      case CheckResult.Found(var findings, _) ->
          findings.stream().map(one -> one.id()).collect(Collectors.joining(" "));
      case CheckResult.Several(var parts) ->
          parts.stream().map(Situation::word).collect(Collectors.joining(" "));
    };
  }

  public static List<Evidence> evidence(CheckResult result) {
    return switch (result) {
      case CheckResult.Clear(var evidence, _) -> evidence;
      case CheckResult.NotAsked _ -> List.of();
      case CheckResult.Unknown(_, var evidence, _) -> evidence;
      case CheckResult.Found(var findings, _) ->
          Objects.requireNonNull(findings.getFirst()).evidence();
      case CheckResult.Several(var parts) ->
          parts.stream().flatMap(part -> evidence(part).stream()).toList();
    };
  }
}
