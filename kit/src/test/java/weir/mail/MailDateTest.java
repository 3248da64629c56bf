package weir.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MailDateTest {
  private static final DateTimeFormatter RFC_5322 =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  @Test
  void anyDateIsWrittenAsTheFormatterOfTheJdkWritesIt() {
    Random chance = new Random(5322);
    long most = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    for (int i = 0; i < 20_000; i++) {
      Instant date = Instant.ofEpochSecond(chance.nextLong(most), chance.nextInt(1_000_000_000));
      StringBuilder text = new StringBuilder();
      MailDate.append(text, date);
      assertThat(text.toString()).isEqualTo(RFC_5322.format(date));
    }
  }
}
