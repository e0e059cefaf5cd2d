const byKind = {
  containers: `
    docker docker-compose dockerd podman containerd ctr nerdctl crictl kubectl helm ecs-cli
    docker-credential-ecr-login`,
  node: `
    node nodejs npm npx yarn pnpm corepack bun deno pm2 pm2-runtime forever nodemon ng nuxt next tsc ts-node
    serve gulp grunt bower`,
  java: `
    java javac jar keytool jps mvn gradle ant scala sbt kotlin catalina.sh jsvc tomcat`,
  python: `
    python python2 python3 pip pip2 pip3 pipenv poetry uv virtualenv gunicorn uwsgi uvicorn celery
    django-admin flask conda`,
  languages: `
    ruby gem bundle bundler rake rails puma pumactl unicorn passenger rbenv rvm php php-fpm composer artisan
    drush wp perl cpanm go dotnet mono erl elixir mix`,
  web: `
    nginx httpd apache2 apachectl apache2ctl a2ensite a2dissite a2enmod a2dismod caddy haproxy varnishd
    envoy traefik certbot squid`,
  data: `
    mysql mysqld mysqladmin mysqldump mariadb psql pg_dump pg_isready pg_ctl sqlite3 mongo mongod mongosh
    redis-cli redis-server memcached rabbitmqctl kafka-topics.sh cqlsh influx elasticsearch flyway liquibase`,
  aws: `
    aws ec2-metadata ec2metadata cfn-init cfn-signal cfn-hup amazon-linux-extras amazon-cloudwatch-agent-ctl
    amazon-ssm-agent ssm-cli eb sam cdk awslogs codedeploy-agent xray amazon-efs-mount-watchdog mount.efs`,
  services: `
    systemctl journalctl loginctl service chkconfig update-rc.d initctl supervisorctl supervisord monit
    runit sv svc daemonize crontab crond cron at atd logrotate rsyslogd filebeat fluentd fluent-bit td-agent
    datadog-agent newrelic-daemon newrelic-infra consul consul-template nomad vault chef-client puppet
    ansible-playbook salt-call terraform telegraf`,
  packages: `
    yum dnf microdnf rpm apt apt-get apt-key add-apt-repository dpkg apk zypper pacman snap brew flatpak`,
  tools: `
    curl wget git svn hg jq yq unzip zip tar gzip bzip2 xz rsync ssh scp nc ncat netcat netstat ss ip
    ifconfig lsof fuser killall pkill pgrep ps top htop tmux screen nohup tree envsubst gettext make gcc g++
    cmake openssl gpg dig host nslookup ping telnet traceroute iptables nft ufw firewall-cmd ntpdate chronyc
    timedatectl hostnamectl localectl setenforce getenforce semanage restorecon chcon setsebool setfacl
    getfacl useradd userdel usermod groupadd adduser addgroup passwd visudo sudo su runuser mount umount
    mkfs mkswap swapon lsblk blkid sysctl modprobe dos2unix ffmpeg convert wkhtmltopdf chromium
    google-chrome xvfb-run file less vim nano bc pv`,
};

/**
 * Programs that instances have and a machine that rehearses need not have. What distributions and AWS's images bring, by the
 * manuals of each: packages.debian.org, docs.aws.amazon.com/linux/al2023, docs.docker.com, nodejs.org, and the hooks of public
 * AppSpec files.
 */
export const knownPrograms: readonly string[] = Object.values(byKind).flatMap(wordsOf);

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}
