package weir.agent.fence.export;

import weir.agent.fence.Fence;

/// Entries of a network ACL, outwards: a security group can only permit. Answers are let back in by
/// the ACL's own rules, which this leaves alone.
final class AwsAcl {
  private static final int STEP = 10;

  private AwsAcl() {}

  static String text(Fence fence) {
    Lines out = new Lines();
    int number = 0;
    for (boolean v4 : new boolean[] {true, false}) {
      for (var each : Lines.permitted(fence, v4)) {
        number += STEP;
        entry(
            out,
            number,
            v4,
            each.servers().first() + "/" + each.servers().length(),
            each.port(),
            "allow");
      }
      for (int port : fence.enforced()) {
        number += STEP;
        entry(out, number, v4, v4 ? "0.0.0.0/0" : "::/0", port, "deny");
      }
    }
    return out.toString();
  }

  private static void entry(Lines out, int number, boolean v4, String to, int port, String action) {
    out.line(
        "aws ec2 create-network-acl-entry --network-acl-id \"$ACL\" --egress --rule-number %d --protocol tcp --port-range From=%d,To=%d %s %s --rule-action %s"
            .formatted(number, port, port, v4 ? "--cidr-block" : "--ipv6-cidr-block", to, action));
  }
}
