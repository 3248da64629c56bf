package weir.listfile;

/// A hash table from a positive number to a number, without an object for either.
final class IntTable {
  private static final int SMALLEST = 16;

  private int[] keys = new int[SMALLEST]; // 0 is free
  private int[] values = new int[SMALLEST];
  private int size;

  int get(int key, int absent) {
    int place = place(keys, key);
    return keys[place] == 0 ? absent : values[place];
  }

  void put(int key, int value) {
    if ((size + 1L) * 2 > keys.length) {
      grow();
    }
    int place = place(keys, key);
    if (keys[place] == 0) {
      keys[place] = key;
      size++;
    }
    values[place] = value;
  }

  private void grow() {
    int[] wider = new int[Math.multiplyExact(keys.length, 2)];
    int[] moved = new int[wider.length];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        int place = place(wider, keys[i]);
        wider[place] = keys[i];
        moved[place] = values[i];
      }
    }
    keys = wider;
    values = moved;
  }

  private static int place(int[] keys, int key) {
    int mixed = key * 0x9E3779B9;
    int place = (mixed ^ mixed >>> 15) & (keys.length - 1);
    while (keys[place] != 0 && keys[place] != key) {
      place = (place + 1) & (keys.length - 1);
    }
    return place;
  }
}
