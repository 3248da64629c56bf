package weir.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// A private key and the certificates that go with it, our own first.
record KeyAndChain(PrivateKey key, List<X509Certificate> chain) {

  static KeyAndChain read(TlsFiles files) throws TlsProblem {
    List<X509Certificate> chain = certificates(files.certificate());
    PrivateKey key = PrivateKeys.read(files.key());
    if (!belongTogether(key, chain.getFirst().getPublicKey())) {
      throw new TlsProblem(
          files.key()
              + ": is not the key of the first certificate in "
              + files.certificate()
              + " ("
              + chain.getFirst().getSubjectX500Principal()
              + ")");
    }
    return new KeyAndChain(key, chain);
  }

  private static List<X509Certificate> certificates(Path file) throws TlsProblem {
    List<X509Certificate> chain = new ArrayList<>();
    for (Pem block : Pem.read(file)) {
      if (block.label().equals("CERTIFICATE")) {
        chain.add(certificate(file, block));
      }
    }
    if (chain.isEmpty()) {
      throw new TlsProblem(file + ": no certificate in it");
    }
    return List.copyOf(chain);
  }

  private static X509Certificate certificate(Path file, Pem block) throws TlsProblem {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(block.der()));
    } catch (CertificateException bad) {
      throw new TlsProblem(file + ": a certificate cannot be read: " + bad.getMessage(), bad);
    }
  }

  /// Signs something and looks whether the certificate's key agrees.
  private static boolean belongTogether(PrivateKey key, PublicKey publicKey) {
    try {
      String algorithm =
          switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
          };
      byte[] something = {1, 2, 3};
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(something);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(something);
      return signature.verify(signed);
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "KeyAndChain[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
