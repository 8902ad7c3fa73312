-- Lets a platform account be linked to several users again. No data is lost.

DROP INDEX platform_connections_platform_platform_user_id_unique;
