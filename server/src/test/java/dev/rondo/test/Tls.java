package dev.rondo.test;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** Both ends of TLS, with a certificate that was made for the run. */
public final class Tls {
  private static final X509Bundle CERTIFICATE = certificate();

  private Tls() {}

  /** The server's end. */
  public static SslContext server(SslProvider provider) {
    try {
      return SslContextBuilder.forServer(CERTIFICATE.toKeyManagerFactory())
          .sslProvider(provider)
          .build();
    } catch (Exception e) {
      throw new IllegalStateException(provider + " does not work here", e);
    }
  }

  /** The client's end, which trusts the server's. */
  public static SSLSocketFactory client() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, CERTIFICATE.toTrustManagerFactory().getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Bundle certificate() {
    try {
      return new CertificateBuilder()
          .subject("CN=localhost")
          .setIsCertificateAuthority(true)
          .buildSelfSigned();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
