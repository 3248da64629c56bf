package weir.notices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;
import weir.response.Response;
import weir.response.Target;

/// A digest as programs read it.
final class NoticeJson {
  private static final JsonMapper JSON = new JsonMapper();

  private NoticeJson() {}

  /// @param host what we call ourselves
  /// @param words what people's words go through
  static String of(String host, Digest digest, UnaryOperator<String> words) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", digest.notices().getFirst().id());
    json.put("host", host);
    json.put("title", words.apply(digest.title()));
    Map<String, Integer> counts = new LinkedHashMap<>();
    digest.counts().forEach((event, count) -> counts.put(event.word(), count));
    json.put("counts", counts);
    json.put("lost", digest.lost());
    List<Map<String, Object>> notices = new ArrayList<>();
    digest.shown().forEach(each -> notices.add(of(each, words)));
    json.put("notices", notices);
    return JSON.writeValueAsString(json);
  }

  private static Map<String, Object> of(Notice notice, UnaryOperator<String> words) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", notice.id());
    json.put("at", notice.at().toString());
    json.put("event", notice.event().word());
    put(json, "account", notice.account());
    put(json, "target", notice.target().map(Target::text));
    put(json, "response", notice.response().map(Response::text));
    put(json, "lease", notice.lease());
    put(json, "incident", notice.incident());
    put(json, "until", notice.until().map(Object::toString));
    json.put("by", notice.by());
    json.put("words", words.apply(notice.words()));
    return json;
  }

  private static void put(Map<String, Object> json, String key, Optional<String> value) {
    value.ifPresent(it -> json.put(key, it));
  }
}
