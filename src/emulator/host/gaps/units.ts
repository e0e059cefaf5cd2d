const names = `
    nginx httpd apache2 caddy haproxy varnish squid php-fpm php7.4-fpm php8.0-fpm php8.1-fpm php8.2-fpm
    php8.3-fpm php8.4-fpm tomcat tomcat7 tomcat8 tomcat9 tomcat10 docker docker.socket containerd podman
    mysql mysqld mariadb postgresql mongod mongodb redis redis-server memcached rabbitmq-server kafka
    zookeeper elasticsearch opensearch logstash kibana grafana-server prometheus node_exporter filebeat
    td-agent fluent-bit supervisor supervisord monit cron crond atd rsyslog syslog sshd ssh postfix sendmail
    ntpd ntp chronyd chrony firewalld iptables ufw fail2ban auditd network NetworkManager systemd-networkd
    systemd-resolved amazon-cloudwatch-agent amazon-ssm-agent awslogs awslogsd codedeploy-agent xray cfn-hup
    ecs nfs-server rpcbind autofs amazon-efs-mount-watchdog datadog-agent newrelic-infra newrelic-daemon
    consul nomad vault jenkins gunicorn uwsgi celery pm2-root pm2-ec2-user pm2-ubuntu pm2-node kubelet
    certbot certbot-renew unattended-upgrades snapd dnsmasq bind9 named proftpd vsftpd smb openvpn wg-quick
    keepalived telegraf collectd zabbix-agent`;

/** Units that packages and images bring to instances; a bundle brings its own. Sources: as in words/programs.ts. */
export const knownUnits: ReadonlySet<string> = new Set(names.trim().split(/\s+/));
