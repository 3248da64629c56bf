package weir.listfile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// The literals of a list: a hash table whose keys lie in one array of octets.
///
/// An entry takes its key as UTF-8 and 12 to 18 octets more: 6 beside the key, the rest is the
/// table of places, from a third to two thirds full.
final class LiteralTable {
  /// Octets of all keys together; an array of Java has no more.
  static final int MOST_OCTETS = Integer.MAX_VALUE - 64;

  private static final int HEADER = 6;
  private static final int FREE = -1;
  private static final int SMALLEST = 16;

  private byte[] octets = new byte[1024];
  private int used;
  private int[] places = free(SMALLEST);
  private int size;
  private boolean suffixes;
  private boolean locals;

  private static int[] free(int capacity) {
    int[] places = new int[capacity];
    Arrays.fill(places, FREE);
    return places;
  }

  /// @param payload given back by [#find]; not negative
  /// @param replaces whether it takes the place of a payload that the same literal has already
  /// @throws IllegalArgumentException when there is no room for it
  void add(String literal, int payload, IntPredicate replaces) {
    byte[] key = literal.getBytes(StandardCharsets.UTF_8);
    int known = placeOf(key, replaces);
    if (known >= 0) {
      write(payload, known);
      return;
    }
    if (key.length > 0xFFFF || (long) used + HEADER + key.length > MOST_OCTETS) {
      throw new IllegalArgumentException("the list is too large");
    }
    if (literal.startsWith(".")) {
      suffixes = true;
    } else if (literal.endsWith("@")) {
      locals = true;
    }
    if ((size + 1L) * 3 > places.length * 2L) {
      grow();
    }
    makeRoom(HEADER + key.length);
    int at = used;
    write(payload, at);
    octets[at + 4] = (byte) (key.length >>> 8);
    octets[at + 5] = (byte) key.length;
    System.arraycopy(key, 0, octets, at + HEADER, key.length);
    used += HEADER + key.length;
    put(places, hash(key, 0, key.length), at);
    size++;
  }

  private void write(int payload, int at) {
    octets[at] = (byte) (payload >>> 24);
    octets[at + 1] = (byte) (payload >>> 16);
    octets[at + 2] = (byte) (payload >>> 8);
    octets[at + 3] = (byte) payload;
  }

  private int placeOf(byte[] key, IntPredicate wanted) {
    int place = (int) hash(key, 0, key.length) & (places.length - 1);
    for (; places[place] != FREE; place = (place + 1) & (places.length - 1)) {
      int at = places[place];
      if (isAt(at, key, 0, key.length) && wanted.test(payload(at))) {
        return at;
      }
    }
    return -1;
  }

  private boolean isAt(int at, byte[] text, int from, int to) {
    int key = at + HEADER;
    return length(at) == to - from && Arrays.equals(octets, key, key + length(at), text, from, to);
  }

  private void makeRoom(int more) {
    if (octets.length - used < more) {
      long wanted = Math.max(used + (long) more, octets.length + (octets.length >> 1));
      octets = Arrays.copyOf(octets, (int) Math.min(wanted, MOST_OCTETS));
    }
  }

  private void grow() {
    int[] wider = free(Math.multiplyExact(places.length, 2));
    for (int at = 0; at < used; at += HEADER + length(at)) {
      put(wider, hash(octets, at + HEADER, length(at)), at);
    }
    places = wider;
  }

  private static void put(int[] places, long hash, int at) {
    int place = (int) hash & (places.length - 1);
    while (places[place] != FREE) {
      place = (place + 1) & (places.length - 1);
    }
    places[place] = at;
  }

  /// Gives back what is no longer needed once all is added.
  void trim() {
    octets = Arrays.copyOf(octets, used);
  }

  int size() {
    return size;
  }

  /// Octets that the table takes.
  long octets() {
    return octets.length + 4L * places.length;
  }

  /// Takes a literal that was found, and its payload.
  interface Found {
    void take(String literal, int payload);
  }

  /// Gives every literal that the sought is listed under.
  void find(Sought sought, Found found) {
    if (size == 0) {
      return;
    }
    byte[] text = sought.text().getBytes(StandardCharsets.UTF_8);
    find(text, 0, text.length, found);
    int domain = 0;
    if (sought.isAddress()) {
      // The domain is ASCII, so it is as long in octets.
      domain = text.length - (sought.text().length() - sought.local());
      find(text, domain - 1, text.length, found);
      if (locals) {
        find(text, 0, domain, found);
      }
    }
    for (int i = domain; suffixes && i < text.length; i++) {
      if (text[i] == '.') {
        find(text, i, text.length, found);
      }
    }
  }

  private void find(byte[] text, int from, int to, Found found) {
    int place = (int) hash(text, from, to - from) & (places.length - 1);
    for (; places[place] != FREE; place = (place + 1) & (places.length - 1)) {
      if (isAt(places[place], text, from, to)) {
        found.take(
            new String(text, from, to - from, StandardCharsets.UTF_8), payload(places[place]));
      }
    }
  }

  private int length(int at) {
    return (octets[at + 4] & 0xFF) << 8 | (octets[at + 5] & 0xFF);
  }

  private int payload(int at) {
    return (octets[at] & 0xFF) << 24
        | (octets[at + 1] & 0xFF) << 16
        | (octets[at + 2] & 0xFF) << 8
        | (octets[at + 3] & 0xFF);
  }

  private static long hash(byte[] octets, int from, int length) {
    long hash = 0x9E3779B97F4A7C15L ^ length;
    for (int i = from; i < from + length; i++) {
      hash = (hash ^ (octets[i] & 0xFF)) * 0xD6E8FEB86659FD93L;
      hash ^= hash >>> 32;
    }
    return hash ^ hash >>> 29;
  }
}
