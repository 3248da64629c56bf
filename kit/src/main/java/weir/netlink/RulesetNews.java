package weir.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What nftables tells of changes to its rules (linux/netfilter/nf_tables.h): each thing that was
/// made or removed, and at the end of a transaction who did it.
public sealed interface RulesetNews {
  /// The group of netlink in which it is told: NFNLGRP_NFTABLES.
  int GROUP = 7;

  /// Something in a table, or the table itself.
  ///
  /// @param family of the table, as numbered by the kernel
  /// @param isTable whether it is the whole table
  /// @param removed whether it is gone
  record Touched(int family, String table, boolean isTable, boolean removed)
      implements RulesetNews {}

  /// The end of a transaction: all that was told before it is of that.
  ///
  /// @param generation number of the ruleset from now on
  /// @param pid of who did it; 0 where the kernel does not say
  /// @param program the kernel's name of it, its own to choose
  record Done(long generation, long pid, String program) implements RulesetNews {}

  /// The family of tables for IPv4 and IPv6: NFPROTO_INET.
  int INET = 1;

  /// NFNL_SUBSYS_NFTABLES.
  int SUBSYSTEM = 10 << 8;

  int GET_TABLE = 1;
  int DELETE_TABLE = 2;
  int NEW_GENERATION = 15;
  int GET_GENERATION = 16;
  int GENERIC_HEADER = 4; // struct nfgenmsg: family, version, resource

  /// Empty for what is of no concern.
  static Optional<RulesetNews> read(NetlinkMessage message) {
    ByteBuffer payload = message.payload();
    if ((message.type() & 0xFF00) != SUBSYSTEM || payload.remaining() < GENERIC_HEADER) {
      return Optional.empty();
    }
    int what = message.type() & 0xFF;
    ByteBuffer attributes = behindHeader(payload);
    if (what == NEW_GENERATION) {
      return Optional.of(
          new Done(
              Attributes.find(attributes, 1).map(RulesetNews::number).orElse(0L),
              Attributes.find(attributes, 2).map(RulesetNews::number).orElse(0L),
              Attributes.find(attributes, 3).map(RulesetNews::text).orElse("")));
    }
    return Attributes.find(attributes, 1) // the table's name, of whatever it is
        .map(name ->
            new Touched(
                payload.get(payload.position()),
                text(name),
                what == 0 || what == DELETE_TABLE,
                isDeletion(what)));
  }

  /// Of tables, chains, rules, sets, elements, named objects and flow tables.
  private static boolean isDeletion(int what) {
    return what == DELETE_TABLE
        || what == 5
        || what == 8
        || what == 11
        || what == 14
        || what == 20
        || what == 24;
  }

  private static ByteBuffer behindHeader(ByteBuffer payload) {
    return Attributes.part(
        payload, payload.position() + GENERIC_HEADER, payload.remaining() - GENERIC_HEADER);
  }

  private static long number(ByteBuffer value) {
    return value.remaining() < 4
        ? 0
        : value.duplicate().order(ByteOrder.BIG_ENDIAN).getInt(value.position()) & 0xFFFF_FFFFL;
  }

  private static String text(ByteBuffer value) {
    byte[] octets = new byte[value.remaining()];
    value.duplicate().get(octets);
    int length = 0;
    while (length < octets.length && octets[length] != 0) {
      length++;
    }
    return new String(octets, 0, length, StandardCharsets.UTF_8);
  }

  /// Asks for a table for IPv4 and IPv6; the answer is the table, or ENOENT.
  static byte[] askTable(String table, int sequence) {
    byte[] name =
        Attributes.of(1, (table + "\0").getBytes(StandardCharsets.UTF_8)); // NFTA_TABLE_NAME
    byte[] payload = new byte[GENERIC_HEADER + name.length];
    payload[0] = INET;
    System.arraycopy(name, 0, payload, GENERIC_HEADER, name.length);
    return NetlinkMessage.of(SUBSYSTEM | GET_TABLE, NetlinkMessage.REQUEST, sequence, payload);
  }

  /// Asks for the number of the ruleset, which each transaction makes another.
  static byte[] askGeneration(int sequence) {
    return NetlinkMessage.of(
        SUBSYSTEM | GET_GENERATION, NetlinkMessage.REQUEST, sequence, new byte[GENERIC_HEADER]);
  }
}
