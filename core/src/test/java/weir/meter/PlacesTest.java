package weir.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final int HOME = Different.hash("AA");
  private static final int ABROAD = Different.hash("BB");
  private static final int SILENT = (int) History.SILENT.toHours();
  private static final int KEPT = (int) Places.KEPT.toHours();

  private final Places places = new Places();

  @Test
  void nothingIsNewUntilSomebodyHasBeenKnownForTwoWeeks() {
    assertThat(places.isNew(HOME, 0)).isFalse();
    assertThat(places.isNew(ABROAD, SILENT - 1)).isFalse();
    assertThat(places.isNew(ABROAD, SILENT)).isTrue();
  }

  @Test
  void aPlaceIsNewForADay() {
    places.isNew(HOME, 0);
    assertThat(places.isNew(ABROAD, SILENT)).isTrue();
    assertThat(places.isNew(ABROAD, SILENT + 23)).isTrue();
    assertThat(places.isNew(ABROAD, SILENT + 24)).isFalse();
    assertThat(places.isNew(HOME, SILENT + 24)).isFalse();
  }

  @Test
  void aPlaceWhereNobodyHasBeenForEightWeeksIsNewAgain() {
    places.isNew(HOME, 0);
    assertThat(places.isNew(HOME, KEPT)).isFalse();
    assertThat(places.isNew(HOME, 2 * KEPT + 1)).isTrue();
  }

  @Test
  void whoComesFromEverywhereDoesNotPushOutWhereSomebodyIsAtHome() {
    places.isNew(HOME, 0);
    places.isNew(HOME, SILENT);
    for (int i = 0; i < 100 * Places.MOST; i++) {
      assertThat(places.isNew(Different.hash("network " + i), SILENT + 1)).isTrue();
    }
    assertThat(places.isNew(HOME, SILENT + 2)).isFalse();
  }

  @Test
  void whatIsWrittenDownIsReadAgain() throws IOException {
    places.isNew(HOME, 0);
    places.isNew(ABROAD, SILENT);
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    places.write(new DataOutputStream(octets));
    Places read = Places.read(new DataInputStream(new ByteArrayInputStream(octets.toByteArray())));
    assertThat(read.isNew(HOME, SILENT + 1)).isFalse();
    assertThat(read.isNew(ABROAD, SILENT + 1)).isTrue();
    assertThat(read.isNew(ABROAD, SILENT + 24)).isFalse();
  }
}
