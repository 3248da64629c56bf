package weir.tls;

import java.nio.file.Path;
import weir.config.Doc;

/// Where certificate and key stand.
@Doc("Certificate and key of a listener. `weir reload` reads them again; sessions go on.")
public record TlsFiles(
    @Doc("PEM file with the certificate, followed by the certificates that lead to its issuer.")
        Path certificate,
    @Doc(
            "PEM file with the private key (PKCS#8, or RSA and EC in their older forms; not"
                + " encrypted). May be the same file.")
        Path key) {}
