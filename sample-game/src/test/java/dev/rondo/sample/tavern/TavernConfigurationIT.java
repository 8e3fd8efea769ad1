package dev.rondo.sample.tavern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rondo.server.GameServer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The tavern within a Spring application. */
class TavernConfigurationIT {

  @Test
  void opensAndClosesWithTheApplication() throws SQLException, IOException, InterruptedException {
    try (GuestBook book = new GuestBook();
        MannersService service = new MannersService()) {
      ConfigurableApplicationContext application = start(book, service);
      GameServer server = application.getBean(GameServer.class);
      try (Visitor ada = Visitor.enter(server, "Ada")) {
        ada.toast("Cheers!");
        assertThat(ada.hears()).isEqualTo("Ada: Cheers!");

        assertThat(application.getBean(Innkeeper.class).lastOrders()).isEqualTo(1);
        assertThat(ada.hears()).isEqualTo("The innkeeper: Last orders!");

        application.close();
      }

      assertThat(server.stats().players()).isZero();
      assertThat(book.toasts()).isEqualTo(1); // she was still in when it closed
    }
  }

  private static ConfigurableApplicationContext start(GuestBook book, MannersService service) {
    return new SpringApplicationBuilder(TavernConfiguration.class, Innkeeper.class)
        .initializers(context -> ((GenericApplicationContext) context)
            .registerBean(DataSource.class, (Supplier<DataSource>) book::database))
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .registerShutdownHook(false)
        .run("--tavern.port=0", "--tavern.manners-url=" + service.url());
  }
}
