package weir.imports;

import java.util.Map;
import java.util.Optional;

/// Control files of qmail that say nothing about what strangers may send, and what they are for.
final class QmailFiles {
  private static final Map<String, String> STAY =
      Map.ofEntries(
          Map.entry("bouncefrom", "bounces are qmail's"),
          Map.entry("bouncehost", "bounces are qmail's"),
          Map.entry("bouncemaxbytes", "bounces are qmail's"),
          Map.entry("doublebouncehost", "bounces are qmail's"),
          Map.entry("doublebounceto", "bounces are qmail's"),
          Map.entry("concurrencylocal", "qmail goes on delivering"),
          Map.entry("concurrencyremote", "qmail goes on delivering"),
          Map.entry("locals", "qmail goes on delivering"),
          Map.entry("virtualdomains", "qmail goes on delivering"),
          Map.entry("queuelifetime", "the queue is qmail's"),
          Map.entry("smtproutes", "qmail goes on sending where and as it did"),
          Map.entry("moresmtproutes", "qmail goes on sending where and as it did"),
          Map.entry("authsenders", "qmail goes on sending where and as it did"),
          Map.entry("domainbindings", "qmail goes on sending where and as it did"),
          Map.entry("outgoingip", "qmail goes on sending where and as it did"),
          Map.entry("helohost", "qmail goes on sending where and as it did"),
          Map.entry("qmqpservers", "qmail goes on sending where and as it did"),
          Map.entry("timeoutconnect", "qmail goes on sending where and as it did"),
          Map.entry("timeoutremote", "qmail goes on sending where and as it did"),
          Map.entry("tlsclientciphers", "qmail goes on sending where and as it did"),
          Map.entry("defaultdomain", "qmail goes on completing addresses and names of local mail"),
          Map.entry("defaulthost", "qmail goes on completing addresses and names of local mail"),
          Map.entry("defaultdelivery", "qmail goes on delivering"),
          Map.entry("envnoathost", "qmail goes on completing addresses and names of local mail"),
          Map.entry("idhost", "qmail goes on completing addresses and names of local mail"),
          Map.entry("plusdomain", "qmail goes on completing addresses and names of local mail"),
          Map.entry("localiphost", "qmail goes on completing addresses and names of local mail"),
          Map.entry("logcount", "a log of qmail's"),
          Map.entry("logsize", "a log of qmail's"));

  /// Why a file is not carried over, and what to do instead.
  record Left(String why, String instead) {}

  private static final String CONTENT = "Weir does not look into messages yet";
  private static final String SPF = "Weir does not know SPF yet";

  private static final Map<String, Left> LEFT =
      Map.ofEntries(
          Map.entry("badheaders", new Left(CONTENT, "")),
          Map.entry("badheaderthresh", new Left(CONTENT, "")),
          Map.entry("badmimetypes", new Left(CONTENT, "")),
          Map.entry("badloadertypes", new Left(CONTENT, "")),
          Map.entry("badloadertypestext", new Left(CONTENT, "")),
          Map.entry(
              "mailfromrules",
              new Left(
                  "logins are Weir's own",
                  "`[checks.sender-login]` wants the sender to belong to who logged in")),
          Map.entry(
              "localmfcheck",
              new Left(
                  "logins are Weir's own",
                  "`[checks.sender-login]` wants the sender to belong to who logged in")),
          Map.entry("spfbehavior", new Left(SPF, "")),
          Map.entry("spfrules", new Left(SPF, "")),
          Map.entry("spflocalrules", new Left(SPF, "")),
          Map.entry("spfguess", new Left(SPF, "")),
          Map.entry("spfexp", new Left(SPF, "")),
          Map.entry("spfexplain", new Left(SPF, "")));

  private static final Left UNKNOWN =
      new Left("the import does not know this file", "Look which patch it belongs to");

  private QmailFiles() {}

  /// What to say of a file that is neither carried over nor stays.
  static Left left(String name) {
    return LEFT.getOrDefault(name, UNKNOWN);
  }

  /// Why this file stays with qmail; empty where it does not.
  static Optional<String> stays(String name) {
    return Optional.ofNullable(STAY.get(name));
  }

  /// Certificates and keys: never shown, never copied.
  static boolean isSecret(String name) {
    return name.endsWith(".pem") || name.endsWith(".key");
  }
}
