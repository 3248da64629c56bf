package weir.fuzz;

import java.util.Arrays;
import java.util.stream.IntStream;

/// What happens to a sound file on a bad disk, told by octets: four of them change one octet of the
/// file, three where and one into what. Only places are counted in which something stands or next
/// to which it does; a place beyond the last one cuts the file off there.
public final class Damage {

  private static final int REACH = 8;

  private final byte[] sound;
  private final int[] places;

  public Damage(byte[] sound) {
    this.sound = sound.clone();
    this.places = IntStream.range(0, sound.length).filter(this::isNearSomething).toArray();
  }

  private boolean isNearSomething(int at) {
    int to = Math.min(sound.length, at + REACH);
    return IntStream.range(Math.max(0, at - REACH), to).anyMatch(i -> sound[i] != 0);
  }

  /// The file after that.
  ///
  /// @param from where the octets that tell begin
  public byte[] damaged(byte[] octets, int from) {
    byte[] file = sound.clone();
    for (int i = from; i + 4 <= octets.length; i += 4) {
      int place = (octets[i] & 0xff) << 16 | (octets[i + 1] & 0xff) << 8 | octets[i + 2] & 0xff;
      if (place < places.length) {
        if (places[place] < file.length) {
          file[places[place]] = octets[i + 3];
        }
      } else {
        file = Arrays.copyOf(file, Math.min(file.length, places[place % places.length]));
      }
    }
    return file;
  }
}
