package weir.rules;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.net.IpAddress;

/// The functions that the language has from us.
final class MailFunctions {
  static final CelType ADDRESS = OpaqueType.create("address");

  static final String NETWORK = "network";
  static final String ADDRESS_OF = "address";
  static final String WITHIN = "within";
  static final String MATCHES = "matches";
  private static final String LOWER = "lower";

  static final List<CelFunctionDecl> DECLARED =
      List.of(
          newFunctionDeclaration(
              NETWORK,
              newGlobalOverload("network_one", SimpleType.BOOL, ADDRESS, SimpleType.STRING),
              newGlobalOverload(
                  "network_any", SimpleType.BOOL, ADDRESS, ListType.create(SimpleType.STRING))),
          newFunctionDeclaration(
              ADDRESS_OF, newGlobalOverload("address_of", ADDRESS, SimpleType.STRING)),
          newFunctionDeclaration(
              WITHIN,
              newGlobalOverload(
                  "within_domain", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING)),
          newFunctionDeclaration(
              MATCHES,
              newGlobalOverload(
                  "matches_of", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING),
              newMemberOverload(
                  "matches_by", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING)),
          newFunctionDeclaration(
              LOWER, newGlobalOverload("lower_of", SimpleType.STRING, SimpleType.STRING)));

  private MailFunctions() {}

  /// The functions of one condition.
  ///
  /// Error Prone cannot see that nobody writes to `literals` once the condition is examined.
  @SuppressWarnings("Immutable")
  static List<CelFunctionBinding> bound(Literals literals) {
    List<CelFunctionBinding> all = new ArrayList<>();
    all.addAll(
        CelFunctionBinding.fromOverloads(
            NETWORK,
            CelFunctionBinding.from("network_one", IpAddress.class, String.class, literals::isIn),
            CelFunctionBinding.from(
                "network_any", IpAddress.class, List.class, literals::isInAny)));
    all.addAll(
        CelFunctionBinding.fromOverloads(
            ADDRESS_OF, CelFunctionBinding.from("address_of", String.class, literals::address)));
    all.addAll(
        CelFunctionBinding.fromOverloads(
            WITHIN,
            CelFunctionBinding.from(
                "within_domain",
                String.class,
                String.class,
                (name, domain) -> within(name, literals.domain(domain)))));
    all.addAll(
        CelFunctionBinding.fromOverloads(
            MATCHES,
            CelFunctionBinding.from("matches_of", String.class, String.class, literals::matches),
            CelFunctionBinding.from("matches_by", String.class, String.class, literals::matches)));
    all.addAll(
        CelFunctionBinding.fromOverloads(
            LOWER,
            CelFunctionBinding.from(
                "lower_of", String.class, text -> text.toLowerCase(Locale.ROOT))));
    return all;
  }

  /// Whether the name is the domain or lies below it, whatever the case and with or without the dot
  /// at the end. Nothing lies within the empty name.
  static boolean within(String name, String domain) {
    int end = name.endsWith(".") ? name.length() - 1 : name.length();
    int length = domain.endsWith(".") ? domain.length() - 1 : domain.length();
    int extra = end - length;
    return length > 0
        && extra >= 0
        && name.regionMatches(true, extra, domain, 0, length)
        && (extra == 0 || name.charAt(extra - 1) == '.');
  }
}
