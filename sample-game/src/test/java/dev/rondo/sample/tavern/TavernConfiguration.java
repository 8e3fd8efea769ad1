package dev.rondo.sample.tavern;

import dev.rondo.server.GameServer;
import java.net.URI;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tavern within a Spring application, whose DataSource it uses. */
// begin integration
@Configuration(proxyBeanMethods = false)
class TavernConfiguration {

  @Bean(destroyMethod = "close")
  GameServer gameServer(Ledger ledger, Manners manners, @Value("${tavern.port}") int port) {
    return TavernServer.start(port, ledger, manners);
  }

  @Bean(destroyMethod = "close")
  Ledger ledger(DataSource database) {
    return new Ledger(database);
  }

  @Bean
  Manners manners(@Value("${tavern.manners-url}") URI service) {
    return new Manners(service);
  }
}
// end integration
