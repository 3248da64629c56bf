package weir.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// A message, and everything in it.
final class EntityFuzzTest {
  private static final MimeBounds BOUNDS = new MimeBounds(8, 100, 8192, 100, 32_768);
  private static final int LIMIT = 1_000;

  @FuzzTest
  void everyPartLiesWithinTheBounds(byte[] octets) {
    Entity message = Entity.read(octets, BOUNDS);
    assertThat(message.all().count()).isLessThanOrEqualTo(BOUNDS.parts());
    assertThat(message.whole().size()).isEqualTo(octets.length);
    assertThat(depth(message)).isLessThanOrEqualTo(BOUNDS.depth());
    message
        .all()
        .forEach(part -> {
          assertThat(part.header().fields()).hasSizeLessThanOrEqualTo(BOUNDS.fields());
          assertThat(part.body().size()).isLessThanOrEqualTo(part.whole().size());
          assertThat(part.decoded(LIMIT)).hasSizeLessThanOrEqualTo(LIMIT);
          // A character of four octets is two in Java, and UTF-7 makes no more of one.
          assertThat(part.text(LIMIT)).hasSizeLessThanOrEqualTo(2 * LIMIT);
          assertThat(part.fileName().orElse("")).doesNotContain("\n");
          part.header().fields().forEach(EntityFuzzTest::look);
        });
  }

  private static void look(Field field) {
    assertThat(field.value()).doesNotContain("\n");
    // A character that stands raw in an encoded word is up to three octets there, of any charset.
    assertThat(field.text().length()).isLessThanOrEqualTo(3 * field.folded().length() + 2);
    AddressList.read(field.folded()).forEach(address -> assertThat(address.address()).isNotEmpty());
    MessageIds.read(field.value());
  }

  private static int depth(Entity entity) {
    return entity.parts().stream().mapToInt(part -> 1 + depth(part)).max().orElse(0);
  }
}
