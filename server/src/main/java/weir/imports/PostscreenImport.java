package weir.imports;

import java.util.List;
import java.util.Optional;
import weir.former.OldLine;
import weir.former.PostfixMain;
import weir.former.PostfixZone;

/// What postscreen asks before smtpd: weighted lists, and who talks before the greeting.
final class PostscreenImport {
  /// `policy.reject-at` as shipped: postscreen's threshold is put there.
  private static final double REJECT_AT = 8;

  private final Draft draft;
  private final PostfixMain main;

  PostscreenImport(Draft draft, PostfixMain main) {
    this.draft = draft;
    this.main = main;
  }

  void write() {
    main.parameter("postscreen_dnsbl_sites").ifPresent(this::sites);
    main.parameter("postscreen_greet_wait")
        .ifPresent(parameter -> {
          String wait = main.value(parameter.name()).replaceAll(".*[:?{]|[}\\s].*", "");
          if (wait.matches("[0-9]{1,2}s?")) {
            draft.set(
                Tables.LISTENER,
                "greet-pause",
                Toml.text(wait.endsWith("s") ? wait : wait + "s"),
                parameter.line());
          } else {
            draft.leftOut(
                "postscreen_greet_wait",
                "only a number of seconds is taken",
                "Set `listeners.mx.greet-pause`",
                parameter.lines());
          }
        });
    main.parameter("postscreen_access_list")
        .filter(_ -> !main.value("postscreen_access_list").equals("permit_mynetworks"))
        .ifPresent(parameter ->
            draft.leftOut(
                "postscreen_access_list",
                "its tables are not read",
                "`[checks.access]` lets networks in and keeps them out",
                parameter.lines()));
  }

  private void sites(PostfixMain.Parameter parameter) {
    int threshold = threshold();
    boolean weighted = false;
    for (String item : main.items(parameter.name())) {
      OldLine line =
          parameter.lines().stream()
              .filter(each -> each.text().contains(item))
              .findFirst()
              .orElse(parameter.line());
      Optional<PostfixZone> zone = PostfixZone.read(item);
      if (zone.isEmpty()) {
        draft.leftOut(
            "postscreen_dnsbl_sites " + item,
            "only the last number of an answer may be a set",
            "",
            List.of(line));
      } else if (zone.get().weight() < 0) {
        new BlockLists(draft).allow(zone.get().zone(), zone.get().codes(), line);
      } else {
        double points = zone.get().weight() * REJECT_AT / threshold;
        weighted |=
            new BlockLists(draft)
                .add(
                    zone.get().zone(),
                    zone.get().codes(),
                    List.of("listed = {score = %s}".formatted(plain(points))),
                    line);
      }
    }
    if (weighted) {
      draft.changed(
          "postscreen_dnsbl_threshold " + threshold,
          "weights became points, multiplied so that the threshold is `policy.reject-at`, 8; points of other checks count there, too",
          "",
          List.of());
    }
  }

  private int threshold() {
    String value = main.value("postscreen_dnsbl_threshold");
    return value.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(value) : 1;
  }

  /// With one decimal at most, none where it is whole.
  private static String plain(double points) {
    double rounded = Math.ceil(points * 10) / 10;
    return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
  }
}
