package weir.agent.fence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BlockedUidsTest {
  private static final Instant NOW = Instant.parse("2026-12-01T08:00:00Z");

  private static final String LISTED =
      """
      table inet weir {
      	set blocked_uid {
      		type uid
      		flags timeout
      		elements = { 2001 comment "weir 7K2, of, commas",
      			     2002 timeout 1h expires 59m58s123ms comment "weir 8",
      			     2003, 2004 timeout 2m expires 1m }
      	}
      }
      """;

  @Test
  void theyAreBlockedAgainForWhatWasLeft() {
    BlockedUids blocked = BlockedUids.read(LISTED, NOW);
    assertThat(blocked.elements(NOW.plusSeconds(60)))
        .isEqualTo(
            "add element inet weir blocked_uid { 2001 comment \"weir 7K2, of, commas\", 2002 timeout"
                + " 3539s comment \"weir 8\", 2003 }\n");
  }

  @Test
  void whereNobodyIsBlockedThereIsNothingToSay() {
    assertThat(BlockedUids.read("set blocked_uid {\n\ttype uid\n}", NOW))
        .isEqualTo(BlockedUids.NONE);
    assertThat(BlockedUids.NONE.elements(NOW)).isEmpty();
  }
}
